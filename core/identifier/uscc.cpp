#include "core/identifier/uscc.h"
#include "core/identifier/citizen_number.h"
#include "core/identifier/identifier.h"
#include "core/identifier/organisation_code.h"
#include "core/identifier/typed.h"

namespace ekey::identifier {
namespace {

constexpr std::size_t usccSize = 18, divisionAt = 2, usccDivisionSize = 6, organisationAt = 8;

// GB 32100-2015, table 1: a character's value is its place. I, O, S, V and Z are not used.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

struct Values {
    signed char of[128]; ///< -1: not in the alphabet
};

constexpr Values valuesOf(std::string_view letters)
{
    Values values{};
    for (signed char& value : values.of) {
        value = -1;
    }
    for (std::size_t i = 0; i < letters.size(); ++i) {
        values.of[static_cast<std::size_t>(letters[i])] = static_cast<signed char>(i);
    }
    return values;
}
constexpr Values values = valuesOf(alphabet);

constexpr Department departmentTable[] = {{'1', "1239"}, {'2', "19"},  {'3', "123459"}, {'4', "19"},
                                          {'5', "1239"}, {'6', "129"}, {'7', "129"},    {'8', "19"},
                                          {'9', "123"},  {'A', "19"},  {'N', "1239"},   {'Y', "1"}};

bool isDepartment(char department, char category)
{
    for (const Department& known : departmentTable) {
        if (known.code == department) return known.categories.find(category) != std::string_view::npos;
    }
    return false;
}

bool isUsccLetter(char32_t c, std::size_t position)
{
    const bool division = position > divisionAt && position <= divisionAt + usccDivisionSize;
    return division ? isDigit(c) : c < 128 && values.of[c] >= 0;
}

/// The same of a whole code of 18 bytes, without the words: nearly all codes are good.
bool areUsccLetters(std::string_view code)
{
    const char* const letters = code.data();
    for (std::size_t i = 0; i < usccSize; ++i) {
        if (!isUsccLetter(static_cast<unsigned char>(letters[i]), i + 1)) return false;
    }
    return true;
}

/// The 校验码 that belongs to the first 17 characters: GB 32100-2015, annex A; weights 3^i mod 31.
char checkCharacter(std::string_view code)
{
    constexpr int weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    const char* const letters = code.data();
    int sum = 0;
    for (std::size_t i = 0; i + 1 < usccSize; ++i) {
        sum += values.of[static_cast<std::size_t>(letters[i])] * weights[i];
    }
    return alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

/// The first pilot codes of Fujian carry a last character that the standard does not give; they are printed on
/// licences.
bool isEarlyFujian(std::string_view code)
{
    return code[0] == '9' && code.substr(2, 2) == "35" && code.substr(8, 4) == "M000";
}

/// Everything after letters and length. Empty: a good code.
Errors digits(std::string_view code)
{
    Errors errors;
    if (!isDepartment(code[0], code[1])) {
        errors.push_back({"uscc.department", "", Severity::error, {{"found", code.substr(0, 2)}}});
        return errors;
    }
    const bool organisation = isOrganisationCode(code.substr(organisationAt, organisationCodeSize));
    const bool whole = checkCharacter(code) == code[usccSize - 1];
    if (!whole && organisation && isEarlyFujian(code)) {
        errors.push_back({"uscc.legacy_check_digit", "", Severity::warning});
        return errors;
    }
    if (!whole) errors.push_back({"uscc.check_digit"});
    if (!organisation) errors.push_back({"uscc.organisation_check_digit"});
    return errors;
}

/// A forbidden letter is mostly a digit read wrongly; offered only where the whole code then holds.
std::optional<std::string> withoutLookAlikes(std::string code)
{
    constexpr std::string_view read = "IOZSV", meant = "1025U";
    for (char& c : code) {
        const std::size_t at = read.find(c);
        if (at != read.npos) c = meant[at];
    }
    if (!areUsccLetters(code) || !digits(code).empty()) return std::nullopt;
    return code;
}

void take(Checked& checked, const std::string& code)
{
    checked.masked = code;
    checked.parts.reserve(4);
    checked.parts.push_back({"department", std::string(1, code[0])});
    checked.parts.push_back({"category", std::string(1, code[1])});
    checked.parts.push_back({"division", code.substr(divisionAt, usccDivisionSize)});
    checked.parts.push_back({"organisationCode", code.substr(organisationAt, organisationCodeSize)});
}

} // namespace

std::span<const Department> departments() { return departmentTable; }

Checked uscc(std::string_view text, const Facts&)
{
    Checked checked = compact(text);
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    if (code.size() != usccSize || !areUsccLetters(code)) {
        checked.errors = lengthErrors("uscc.length", code, usccSize);
        if (!checked.errors.empty()) return checked;
        checked.errors = letterErrors("uscc.letter", code, isUsccLetter);
        if (code.size() == usccSize) checked.suggestion = withoutLookAlikes(code);
        return checked;
    }
    checked.errors = digits(code);
    // Some numbers pass the last check digit by chance (1 in 31), so this is asked of every code that is not wholly
    // good.
    if (!checked.errors.empty() && isCitizenNumber(code)) checked.errors = {{"uscc.resident_id"}};
    if (!blocks(checked.errors)) take(checked, code);
    return checked;
}

} // namespace ekey::identifier
