#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"

namespace ekey::identifier {
namespace {

constexpr std::size_t singleSize = 8, bookletSize = 10;

bool isTwPermit(std::string_view code)
{
    const bool letter = code.size() == bookletSize + 1 && isCapital(static_cast<unsigned char>(code.back()));
    if (letter) code.remove_suffix(1);
    return (code.size() == bookletSize || (code.size() == singleSize && !letter)) && areDigits(code);
}

} // namespace

Checked twTravelPermit(std::string_view text, const Facts&)
{
    Checked checked = compact(text);
    std::string& code = checked.normalized;
    if (code.empty()) return checked;
    // The booklet prints its letter in brackets: 1234567890(B).
    if (code.size() == bookletSize + 3 && code[bookletSize] == '(' && code.back() == ')') {
        code = code.substr(0, bookletSize) + code[bookletSize + 1];
    }
    if (isTwPermit(code)) {
        checked.masked = starred(code, 2, 2);
    } else {
        checked.errors.push_back({"tw_permit.form"});
    }
    return checked;
}

} // namespace ekey::identifier
