#include "core/identifier/identifier.h"
#include "core/identifier/organisation_code.h"
#include "core/identifier/typed.h"

namespace ekey::identifier {
namespace {

constexpr std::size_t tradeCodeSize = 13, tradeDivisionSize = 4;

bool isTradeCodeLetter(char32_t c, std::size_t position)
{
    if (position == 1) return c >= '1' && c <= '6'; // the provinces whose enterprises have these codes
    if (position <= tradeDivisionSize) return isDigit(c);
    return isDigit(c) || (position == tradeCodeSize ? c == 'X' : isCapital(c));
}

/// A changed enterprise may have kept its old code, so that a difference is asked about and not refused.
std::optional<Error> otherThanUscc(std::string_view organisation, const Facts& facts)
{
    if (facts.uscc.empty()) return std::nullopt;
    const Checked whole = uscc(facts.uscc, {});
    if (whole.normalized.empty() || blocks(whole.errors)) return std::nullopt;
    const std::string expected = whole.normalized.substr(8, organisationCodeSize);
    if (expected == organisation) return std::nullopt;
    return Error{"trade_code.uscc", "", Severity::warning, {{"found", organisation}, {"expected", expected}}};
}

} // namespace

Checked tradeCode(std::string_view text, const Facts& facts)
{
    Checked checked = compact(text);
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    checked.errors = lengthErrors("trade_code.length", code, tradeCodeSize);
    if (checked.errors.empty()) checked.errors = letterErrors("trade_code.letter", code, isTradeCodeLetter);
    if (!checked.errors.empty()) return checked;
    const std::string organisation = code.substr(tradeDivisionSize);
    if (organisation == "000000000") {
        checked.errors.push_back({"trade_code.zeros"});
    } else if (!isOrganisationCode(organisation)) {
        checked.errors.push_back({"trade_code.check_digit"});
    } else {
        if (auto warning = otherThanUscc(organisation, facts)) checked.errors.push_back(*std::move(warning));
        checked.masked = code;
        checked.parts = {{"division", code.substr(0, tradeDivisionSize)}, {"organisationCode", organisation}};
    }
    return checked;
}

} // namespace ekey::identifier
