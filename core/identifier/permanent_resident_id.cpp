#include "core/identifier/citizen_number.h"
#include "core/identifier/typed.h"

#include <algorithm>

namespace ekey::identifier {
namespace {

constexpr std::size_t oldCardSize = 15, nationalitySize = 3;

/// The card of 2004 and 2017. The century of its birth date is not in it, so that a 29 February always passes: 2000 was
/// a leap year.
void checkOld(Checked& checked)
{
    const std::string& code = checked.normalized;
    const bool form = std::all_of(code.begin(), code.begin() + nationalitySize,
                                  [](char c) { return isCapital(static_cast<unsigned char>(c)); }) &&
                      areDigits(code.substr(nationalitySize));
    if (!form) {
        checked.errors.push_back({"permanent_id.form"});
        return;
    }
    const std::string born = code.substr(7, 6);
    const bool february29 = born.substr(2) == "0229" && (born[1] - '0' + (born[0] - '0') * 10) % 4 == 0;
    if (!february29 && !readDay("19" + born)) {
        checked.errors.push_back({"resident_id.birth_date", "", Severity::error, {{"found", born}}});
        return;
    }
    checked.parts = {{"nationality", code.substr(0, nationalitySize)}};
}

void checkNew(Checked& checked, const Facts& facts)
{
    const std::string& code = checked.normalized;
    if (code[0] != '9') {
        checked.errors.push_back({"permanent_id.form"});
        return;
    }
    checked.errors = citizenNumberErrors(code, facts);
    if (!checked.errors.empty()) return;
    checked.parts = birthParts(code, facts);
    checked.parts.insert(checked.parts.begin(),
                         {{"division", code.substr(1, 2)}, {"nationality", code.substr(3, nationalitySize)}});
}

} // namespace

Checked permanentResidentId(std::string_view text, const Facts& facts)
{
    Checked checked = compactCitizenNumber(text);
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    if (code.size() == oldCardSize) {
        checkOld(checked);
    } else {
        checked.errors = lengthErrors("permanent_id.length", code, citizenNumberSize);
        if (checked.errors.empty()) checkNew(checked, facts);
    }
    if (!blocks(checked.errors)) checked.masked = starred(code, 3, 4);
    return checked;
}

} // namespace ekey::identifier
