#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"

namespace ekey::identifier {
namespace {

constexpr std::size_t travelPermitSize = 9, withIssue = 11;

bool isHkMoPermit(std::string_view code)
{
    return (code.size() == travelPermitSize || code.size() == withIssue) && (code[0] == 'H' || code[0] == 'M') &&
           (isDigit(static_cast<unsigned char>(code[1])) || isCapital(static_cast<unsigned char>(code[1]))) &&
           areDigits(code.substr(2));
}

} // namespace

Checked hkMoTravelPermit(std::string_view text, const Facts&)
{
    Checked checked = compact(text);
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    if (!isHkMoPermit(code)) {
        checked.errors.push_back({"hk_mo_permit.form"});
        return checked;
    }
    checked.masked = starred(code, 2, 2);
    checked.parts.push_back({"region", code.substr(0, 1)});
    if (code.size() == withIssue) checked.parts.push_back({"issue", code.substr(travelPermitSize)});
    return checked;
}

} // namespace ekey::identifier
