// From PKCS#11's return values to ours: the only place that knows both.
#pragma once

#include "native-host/token/failure.h"
#include "native-host/token/pkcs11/cryptoki.h"

namespace ekey::token::pkcs11 {

/// `function` as in the standard, `code` anything but CKR_OK. pin.incorrect comes without the state of the counter.
Failure failureOf(const char* function, CK_RV code);

/// The library answered CKR_OK and something impossible with it.
Failure absurd(const char* function);

PinState pinState(CK_FLAGS tokenFlags);

} // namespace ekey::token::pkcs11
