#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"
#include "core/text/utf8.h"

namespace ekey::identifier {

Checked mobile(std::string_view text, const Facts&)
{
    constexpr std::size_t digits = 11;
    Checked checked = compact(text);
    std::string& number = checked.normalized;
    for (const std::string_view country : {"+86", "0086", "86"}) {
        // Without a sign before it, 86 is the country only where the whole number follows.
        const bool sure = country != "86" || number.size() == digits + country.size();
        if (sure && number.starts_with(country)) {
            number.erase(0, country.size());
            break;
        }
    }
    if (number.empty()) return checked;
    if (!areDigits(number)) {
        checked.errors.push_back({"mobile.digits"});
    } else if (number.size() != digits) {
        checked.errors.push_back({"mobile.length", "", Severity::error, {{"found", number.size()}}});
    } else if (number[0] != '1' || number[1] < '3') {
        // No list of segments is kept: the authorities open new ones.
        checked.errors.push_back({"mobile.prefix"});
    } else {
        checked.masked = starred(number, 3, 4);
    }
    return checked;
}

} // namespace ekey::identifier
