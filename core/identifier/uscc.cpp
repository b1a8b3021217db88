#include "core/identifier/identifier.h"
#include "core/identifier/resident_id.h"
#include "core/identifier/typed.h"
#include "core/text/utf8.h"

namespace ekey::identifier {
namespace {

constexpr std::size_t size = 18;

// GB 32100-2015, table 1: a character's value is its place. I, O, S, V and Z are not used.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 登记管理部门 (first character) and the 机构类别 (second) that each knows: tables 2 and 3 with amendment 1 (2016).
struct Department {
    char code;
    std::string_view categories;
};
constexpr Department departments[] = {{'1', "1239"}, {'2', "19"},  {'3', "123459"}, {'4', "19"},
                                      {'5', "1239"}, {'6', "129"}, {'7', "129"},    {'8', "19"},
                                      {'9', "123"},  {'A', "19"},  {'N', "1239"},   {'Y', "1"}};

bool isDepartment(std::string_view code)
{
    for (const Department& department : departments) {
        if (department.code == code[0]) return department.categories.find(code[1]) != std::string_view::npos;
    }
    return false;
}

/// The 校验码 that belongs to the first 17 characters: GB 32100-2015, annex A; weights 3^i mod 31.
char checkCharacter(std::string_view code)
{
    std::size_t sum = 0, weight = 1;
    for (const char c : code.substr(0, size - 1)) {
        sum += alphabet.find(c) * weight;
        weight = weight * 3 % 31;
    }
    return alphabet[(31 - sum % 31) % 31];
}

/// The check character of an 组织机构代码, GB 11714-1997. Its letters have values of their own: A to Z are 10 to 35.
char organisationCheckCharacter(std::string_view body)
{
    constexpr int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        const char c = body[i];
        sum += (c <= '9' ? c - '0' : c - 'A' + 10) * weights[i];
    }
    return "0123456789X0"[11 - sum % 11];
}

bool allowed(char32_t c, std::size_t position)
{
    const std::string_view letters = position >= 3 && position <= 8 ? alphabet.substr(0, 10) : alphabet;
    return c < 0x80 && letters.find(static_cast<char>(c)) != letters.npos;
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
    if (!isDepartment(code)) {
        errors.push_back({"uscc.department", "", Severity::error, {{"found", code.substr(0, 2)}}});
        return errors;
    }
    const bool organisation = organisationCheckCharacter(code.substr(8, 8)) == code[16];
    const bool whole = checkCharacter(code) == code[17];
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
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (!allowed(static_cast<unsigned char>(code[i]), i + 1)) return std::nullopt;
    }
    return digits(code).empty() ? std::optional(std::move(code)) : std::nullopt;
}

} // namespace

Checked uscc(std::string_view text)
{
    Checked checked{compact(text), {}, {}};
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    const std::size_t found = text::length(code);
    if (found != size) {
        checked.errors.push_back({"uscc.length", "", Severity::error, {{"found", found}}});
        return checked;
    }
    std::size_t position = 1;
    for (std::size_t at = 0; at < code.size(); ++position) {
        const char32_t letter = text::decode(code, at);
        if (!allowed(letter, position)) {
            checked.errors.push_back(
                {"uscc.letter", "", Severity::error, {{"position", position}, {"letter", visible(letter)}}});
        }
    }
    if (!checked.errors.empty()) {
        if (code.size() == size) checked.suggestion = withoutLookAlikes(code);
        return checked;
    }
    checked.errors = digits(code);
    // Some numbers pass the last check digit by chance (1 in 31), so this is asked of every code that is not wholly
    // good.
    if (!checked.errors.empty() && isResidentId(code)) checked.errors = {{"uscc.resident_id"}};
    return checked;
}

} // namespace ekey::identifier
