#include "core/identifier/citizen_number.h"
#include "core/identifier/typed.h"

namespace ekey::identifier {
namespace {

constexpr std::size_t divisionSize = 6, birthAt = 6, birthSize = 8, sexAt = 16;

bool isCitizenNumberLetter(char32_t c, std::size_t position)
{
    return isDigit(c) || (position == citizenNumberSize && c == 'X');
}

} // namespace

char citizenCheckCharacter(std::string_view code)
{
    constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i + 1 < citizenNumberSize; ++i) {
        sum += (code[i] - '0') * weights[i];
    }
    return "10X98765432"[sum % 11];
}

bool isCitizenNumber(std::string_view code)
{
    return code.size() == citizenNumberSize && areDigits(code.substr(0, citizenNumberSize - 1)) &&
           code.back() == citizenCheckCharacter(code) && readDay(code.substr(birthAt, birthSize));
}

Errors citizenNumberErrors(std::string_view code, const Facts& facts)
{
    Errors errors = letterErrors("resident_id.letter", code, isCitizenNumberLetter);
    if (!errors.empty()) return errors;
    const std::string_view digits = code.substr(birthAt, birthSize);
    const std::optional<Day> born = readDay(digits), on = readIsoDay(facts.on);
    if (!born) {
        errors.push_back({"resident_id.birth_date", "", Severity::error, {{"found", digits}}});
    } else if (on && *born > *on) {
        errors.push_back({"resident_id.birth_future", "", Severity::error, {{"found", iso(*born)}, {"on", facts.on}}});
    }
    if (code.back() != citizenCheckCharacter(code)) errors.push_back({"resident_id.check_digit"});
    return errors;
}

std::vector<Part> birthParts(std::string_view code, const Facts& facts)
{
    std::vector<Part> parts;
    const std::optional<Day> born = readDay(code.substr(birthAt, birthSize)), on = readIsoDay(facts.on);
    if (!born) return parts;
    parts.push_back({"birthDate", iso(*born)});
    if (on) parts.push_back({"age", std::to_string(age(*born, *on))});
    return parts;
}

Checked compactCitizenNumber(std::string_view text)
{
    Checked checked = compact(text);
    std::string& code = checked.normalized;
    for (const std::string_view ten : {"\u2169", "\u2179"}) {
        if (code.ends_with(ten)) code.replace(code.size() - ten.size(), ten.size(), "X");
    }
    return checked;
}

void takeCitizenNumber(Checked& checked, const Facts& facts)
{
    const std::string& code = checked.normalized;
    checked.masked = starred(code, 3, 4);
    checked.parts = birthParts(code, facts);
    checked.parts.insert(checked.parts.begin(), {"division", code.substr(0, divisionSize)});
    checked.parts.push_back({"sex", (code[sexAt] - '0') % 2 == 1 ? "male" : "female"});
}

} // namespace ekey::identifier
