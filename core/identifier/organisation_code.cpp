#include "core/identifier/organisation_code.h"
#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"

namespace ekey::identifier {
namespace {

bool isOrganisationCodeLetter(char32_t c, std::size_t position)
{
    const bool check = position == organisationCodeSize;
    return isDigit(c) || (check ? c == 'X' : isCapital(c));
}

} // namespace

bool isOrganisationCode(std::string_view code)
{
    // Letters have the values 10 to 35, others than in GB 32100.
    constexpr int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i + 1 < organisationCodeSize; ++i) {
        const char c = code[i];
        sum += (c <= '9' ? c - '0' : c - 'A' + 10) * weights[i];
    }
    return code[organisationCodeSize - 1] == "0123456789X0"[11 - sum % 11];
}

Checked organisationCode(std::string_view text, const Facts& facts)
{
    Checked checked = compact(text);
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    checked.errors = lengthErrors("organisation_code.length", code, organisationCodeSize);
    if (!checked.errors.empty()) {
        const Checked whole = uscc(code, facts);
        if (whole.errors.empty()) checked.suggestion = whole.normalized.substr(8, organisationCodeSize);
        return checked;
    }
    checked.errors = letterErrors("organisation_code.letter", code, isOrganisationCodeLetter);
    if (!checked.errors.empty()) return checked;
    if (code == "000000000") {
        checked.errors.push_back({"organisation_code.zeros"}); // its check character would be right
    } else if (!isOrganisationCode(code)) {
        checked.errors.push_back({"organisation_code.check_digit"});
    } else {
        checked.masked = code;
    }
    return checked;
}

} // namespace ekey::identifier
