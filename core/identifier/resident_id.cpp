#include "core/identifier/citizen_number.h"
#include "core/identifier/typed.h"

namespace ekey::identifier {
namespace {

constexpr std::size_t oldNumberSize = 15;

/// The 18 that belong to a number of the first generation: the century put in, the check character put on.
std::optional<std::string> lengthened(const std::string& code, const Facts& facts)
{
    // 996 to 999 were given to people over a hundred, born in an earlier century.
    if (code.substr(12) >= "996") return std::nullopt;
    std::string whole = code.substr(0, 6) + "19" + code.substr(6) + "0";
    whole.back() = citizenCheckCharacter(whole);
    if (!residentId(whole, facts).errors.empty()) return std::nullopt;
    return whole;
}

/// What else it may be that was typed into the wrong field; its own number is right.
const char* otherDocument(const std::string& code)
{
    if (code[0] == '9' && isCitizenNumber(code)) return "resident_id.permanent";
    return !isCitizenNumber(code) && uscc(code).errors.empty() ? "resident_id.uscc" : nullptr;
}

} // namespace

Checked residentId(std::string_view text, const Facts& facts)
{
    Checked checked = compactCitizenNumber(text);
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    if (code.size() == oldNumberSize && areDigits(code)) {
        checked.errors.push_back({"resident_id.fifteen"});
        checked.suggestion = lengthened(code, facts);
        return checked;
    }
    checked.errors = lengthErrors("resident_id.length", code, citizenNumberSize);
    if (!checked.errors.empty()) return checked;
    if (const char* other = otherDocument(code)) {
        checked.errors.push_back({other});
        return checked;
    }
    checked.errors = citizenNumberErrors(code, facts);
    if (blocks(checked.errors)) {
        const std::string digits = asDigits(code);
        if (digits != code && residentId(digits, facts).errors.empty()) checked.suggestion = digits;
        return checked;
    }
    if (code[0] == '8' && code[1] >= '1' && code[1] <= '3') {
        checked.errors.push_back({"resident_id.residence_permit", "", Severity::warning});
    }
    takeCitizenNumber(checked, facts);
    return checked;
}

} // namespace ekey::identifier
