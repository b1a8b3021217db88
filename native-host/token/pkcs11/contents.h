// What a token shows before log-in.
#pragma once

#include "native-host/token/inventory.h"
#include "native-host/token/pkcs11/tokens.h"

namespace ekey::token::pkcs11 {

/// Adds the token's certificates, each with what the keys that show tell of its own. Throws Fault.
void addCertificates(Gate& gate, const Token& token, Inventory& inventory);

} // namespace ekey::token::pkcs11
