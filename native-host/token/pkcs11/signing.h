#pragma once

#include "native-host/token/driver.h"
#include "native-host/token/pkcs11/gate.h"

namespace ekey::token::pkcs11 {

/// Logs in once and signs each input in turn, as Driver::sign() says. Throws Fault: token.none where the token holds no
/// private key of that id, user.cancelled where nobody waits for the rest, …
void sign(Gate& gate, const SignRequest& request, SignatureSink& signatures);

} // namespace ekey::token::pkcs11
