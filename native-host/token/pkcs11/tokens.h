// The tokens that are plugged in, and where.
#pragma once

#include "native-host/token/inventory.h"
#include "native-host/token/pkcs11/gate.h"

#include <string_view>
#include <vector>

namespace ekey::token::pkcs11 {

struct Token {
    CK_SLOT_ID slot = 0;
    TokenInfo info{};
    bool loginRequired = true; ///< CKF_LOGIN_REQUIRED
};

/// All tokens that were initialised. A serial that two of them share, or that is missing, is made unique by the slot's
/// number.
std::vector<Token> tokens(Gate& gate);

/// Throws token.removed when there is none of that serial.
Token tokenOf(Gate& gate, std::string_view serial);

/// As the token tells it now; unknown when it does not.
PinState pinStateNow(Gate& gate, CK_SLOT_ID slot);

} // namespace ekey::token::pkcs11
