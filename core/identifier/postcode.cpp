#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"

namespace ekey::identifier {

Checked postcode(std::string_view text, const Facts&)
{
    constexpr std::size_t digits = 6;
    Checked checked = compact(text);
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    if (!areDigits(code)) {
        checked.errors.push_back({"postcode.digits"});
        return checked;
    }
    checked.errors = lengthErrors("postcode.length", code, digits);
    if (!checked.errors.empty()) return checked;
    // No province has 00; 000000 is what people type when they do not know.
    if (code.starts_with("00")) {
        checked.errors.push_back({"postcode.prefix"});
    } else {
        checked.masked = code;
    }
    return checked;
}

} // namespace ekey::identifier
