#pragma once

#include "native-host/token/inventory.h"
#include "native-host/token/pkcs11/gate.h"

#include <string>
#include <vector>

namespace ekey::token::pkcs11 {

/// Whether tokens came or went since the last look: by the library's events where it has them (PKCS#11 2.40 §5.4,
/// C_WaitForSlotEvent without blocking), otherwise by the serials of what is there. The first look finds a change.
class Arrivals {
public:
    /// `afresh`: forget what was seen. Throws Fault; the next look then finds a change.
    Changes look(Gate& gate, bool afresh);

private:
    bool takeEvents(Gate& gate);

    bool hasEvents = true; ///< until the library says that it has none
    bool seen = false;
    std::vector<std::string> serials; ///< of the last look, where there are no events
};

} // namespace ekey::token::pkcs11
