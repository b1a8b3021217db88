#include "native-host/token/pkcs11/failures.h"

namespace ekey::token::pkcs11 {
namespace {

const char* codeOf(CK_RV code)
{
    switch (code) {
    case CKR_PIN_INCORRECT:
    case CKR_PIN_INVALID:
        return "pin.incorrect";
    case CKR_PIN_LOCKED:
        return "pin.locked";
    case CKR_PIN_LEN_RANGE:
        return "pin.length";
    case CKR_PIN_EXPIRED:
        return "pin.expired";
    // Removal closes all sessions (PKCS#11 2.40 §2.6.7), so a session that we hold and the library no longer knows
    // means that.
    case CKR_SESSION_HANDLE_INVALID:
    case CKR_SESSION_CLOSED:
    case CKR_SLOT_ID_INVALID:
    case CKR_TOKEN_NOT_PRESENT:
    case CKR_TOKEN_NOT_RECOGNIZED:
    case CKR_DEVICE_REMOVED:
        return "token.removed";
    // The person pressed the red button of the token's own pad.
    case CKR_FUNCTION_CANCELED:
    case CKR_FUNCTION_REJECTED:
        return "user.cancelled";
    default:
        return "driver.fault";
    }
}

} // namespace

Failure failureOf(const char* function, CK_RV code)
{
    Failure failure{.code = codeOf(code)};
    if (failure.code == "driver.fault") {
        failure.number = code;
        failure.function = function;
    }
    return failure;
}

Failure absurd(const char* function) { return {.code = "driver.fault", .function = function}; }

PinState pinState(CK_FLAGS tokenFlags)
{
    if (tokenFlags & CKF_USER_PIN_LOCKED) return PinState::locked;
    if (tokenFlags & CKF_USER_PIN_FINAL_TRY) return PinState::last;
    if (tokenFlags & CKF_USER_PIN_COUNT_LOW) return PinState::low;
    return PinState::ok;
}

} // namespace ekey::token::pkcs11
