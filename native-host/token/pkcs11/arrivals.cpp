#include "native-host/token/pkcs11/arrivals.h"

#include "native-host/token/limits.h"
#include "native-host/token/pkcs11/tokens.h"

#include <utility>

namespace ekey::token::pkcs11 {

Changes Arrivals::look(Gate& gate, bool afresh)
{
    bool changed = !std::exchange(seen, false) || afresh; // what follows may throw
    if (hasEvents) {
        changed = takeEvents(gate) || changed;
        if (hasEvents && !changed) {
            seen = true;
            return {};
        }
    }
    Changes changes;
    std::vector<std::string> now;
    for (Token& token : tokens(gate)) {
        now.push_back(token.info.serial);
        changes.tokens.push_back(std::move(token.info));
    }
    changes.changed = changed || now != serials;
    if (!changes.changed) changes.tokens.clear();
    serials = std::move(now);
    seen = true;
    return changes;
}

bool Arrivals::takeEvents(Gate& gate)
{
    // One for each slot is as many as there can be; a library that has more is not waited for.
    for (std::size_t events = 0; events <= limits::tokens; ++events) {
        CK_SLOT_ID slot = 0;
        const char* name = "C_WaitForSlotEvent";
        const CK_RV code = gate.attempt(name, &CK_FUNCTION_LIST::C_WaitForSlotEvent, CK_FLAGS{CKF_DONT_BLOCK}, &slot,
                                        static_cast<void*>(nullptr));
        if (code == CKR_NO_EVENT) return events > 0;
        if (code == CKR_FUNCTION_NOT_SUPPORTED) {
            hasEvents = false;
            return false;
        }
        if (code != CKR_OK) throw Fault{failureOf(name, code)};
    }
    return true;
}

} // namespace ekey::token::pkcs11
