#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"

namespace ekey::identifier {
namespace {

constexpr std::size_t customsCodeSize = 10;

/// Digits but for the zone (5th) and the sequence (7th to 10th), which have had letters for some years. What zones and
/// kinds of enterprise there are is not judged: customs adds new ones.
bool isCustomsCodeLetter(char32_t c, std::size_t position)
{
    return isDigit(c) || (isCapital(c) && (position == 5 || position >= 7));
}

} // namespace

Checked customsCode(std::string_view text, const Facts&)
{
    Checked checked = compact(text);
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    checked.errors = lengthErrors("customs_code.length", code, customsCodeSize);
    if (checked.errors.empty()) checked.errors = letterErrors("customs_code.letter", code, isCustomsCodeLetter);
    if (!checked.errors.empty()) return checked;
    checked.masked = code;
    checked.parts = {
        {"division", code.substr(0, 4)}, {"zone", code.substr(4, 1)}, {"enterpriseKind", code.substr(5, 1)}};
    return checked;
}

} // namespace ekey::identifier
