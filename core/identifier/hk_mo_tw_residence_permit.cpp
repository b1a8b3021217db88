#include "core/identifier/citizen_number.h"
#include "core/identifier/typed.h"

namespace ekey::identifier {

Checked hkMoTwResidencePermit(std::string_view text, const Facts& facts)
{
    Checked checked = compactCitizenNumber(text);
    const std::string& code = checked.normalized;
    if (code.empty()) return checked;
    checked.errors = lengthErrors("resident_id.length", code, citizenNumberSize);
    if (checked.errors.empty()) checked.errors = citizenNumberErrors(code, facts);
    if (checked.errors.empty()) {
        // Set by the State Council's rules of 2018 for these permits, unlike the divisions of GB/T 2260.
        const std::string division = code.substr(0, 6);
        if (division != "810000" && division != "820000" && division != "830000") {
            checked.errors.push_back({"residence_permit.division", "", Severity::error, {{"found", division}}});
        } else {
            takeCitizenNumber(checked, facts);
        }
    }
    return checked;
}

} // namespace ekey::identifier
