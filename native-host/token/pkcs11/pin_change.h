#pragma once

#include "native-host/token/driver.h"
#include "native-host/token/pkcs11/gate.h"

namespace ekey::token::pkcs11 {

/// Presents the old PIN once, together with the new one. Both empty: the token's own pad asks. Throws Fault: pin.length
/// for either, pin.weak for the new one, …
void changePin(Gate& gate, const ChangePinRequest& request);

} // namespace ekey::token::pkcs11
