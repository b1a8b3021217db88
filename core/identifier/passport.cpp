#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"
#include "core/text/utf8.h"

namespace ekey::identifier {
namespace {

// ICAO 9303 gives nine characters their place in the machine-readable zone; longer numbers exist outside it.
constexpr std::size_t passportLeast = 5, passportMost = 17;

bool isPassportLetter(char32_t c, std::size_t) { return isDigit(c) || isCapital(c); }

} // namespace

Checked passport(std::string_view text, const Facts&)
{
    Checked checked = compact(text);
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    const std::size_t found = text::length(code);
    if (found < passportLeast || found > passportMost) {
        checked.errors.push_back({"passport.length",
                                  "",
                                  Severity::error,
                                  {{"found", found}, {"least", passportLeast}, {"limit", passportMost}}});
        return checked;
    }
    checked.errors = letterErrors("passport.letter", code, isPassportLetter);
    if (!checked.errors.empty()) return checked;
    if (code.find_first_of("0123456789") == code.npos) {
        checked.errors.push_back({"passport.digits"});
    } else {
        checked.masked = starred(code, 2, 2);
    }
    return checked;
}

} // namespace ekey::identifier
