#include "native-host/token/pkcs11/failures.h"

#include <string_view>

namespace ekey::token::pkcs11 {
namespace {

struct Mapping {
    CK_RV code;
    const char* ours;
};

/// PKCS#11 2.40 §5.1. What is not here is driver.fault with the library's number.
constexpr Mapping mappings[] = {
    {CKR_PIN_INCORRECT, "pin.incorrect"},
    {CKR_PIN_INVALID, "pin.incorrect"}, // some libraries say so at log-in; for setting a PIN see below
    {CKR_PIN_LOCKED, "pin.locked"},
    {CKR_PIN_LEN_RANGE, "pin.length"},
    {CKR_PIN_TOO_WEAK, "pin.weak"},
    {CKR_PIN_EXPIRED, "pin.expired"},

    // Removal closes all sessions (§2.6.7), so a session that we hold and the library no longer knows means that.
    {CKR_SESSION_HANDLE_INVALID, "token.removed"},
    {CKR_SESSION_CLOSED, "token.removed"},
    {CKR_SLOT_ID_INVALID, "token.removed"},
    {CKR_TOKEN_NOT_PRESENT, "token.removed"},
    {CKR_TOKEN_NOT_RECOGNIZED, "token.removed"},
    {CKR_DEVICE_REMOVED, "token.removed"},

    // Found a moment ago, and deleted by another program since.
    {CKR_KEY_HANDLE_INVALID, "token.none"},
    {CKR_OBJECT_HANDLE_INVALID, "token.none"},

    {CKR_FUNCTION_NOT_SUPPORTED, "token.unsupported"},
    {CKR_MECHANISM_INVALID, "token.unsupported"},
    {CKR_MECHANISM_PARAM_INVALID, "token.unsupported"},
    {CKR_KEY_SIZE_RANGE, "token.unsupported"},
    {CKR_KEY_TYPE_INCONSISTENT, "token.unsupported"},
    {CKR_KEY_FUNCTION_NOT_PERMITTED, "token.unsupported"},
    {CKR_CURVE_NOT_SUPPORTED, "token.unsupported"},
    {CKR_DOMAIN_PARAMS_INVALID, "token.unsupported"},

    {CKR_DEVICE_MEMORY, "token.full"},

    {CKR_SESSION_COUNT, "token.busy"},
    {CKR_SESSION_EXISTS, "token.busy"},
    {CKR_SESSION_READ_ONLY_EXISTS, "token.busy"},
    {CKR_SESSION_READ_WRITE_SO_EXISTS, "token.busy"},
    {CKR_OPERATION_ACTIVE, "token.busy"},
    {CKR_USER_ALREADY_LOGGED_IN, "token.busy"},
    {CKR_USER_ANOTHER_ALREADY_LOGGED_IN, "token.busy"},
    {CKR_USER_TOO_MANY_TYPES, "token.busy"},

    {CKR_TOKEN_WRITE_PROTECTED, "token.readonly"},
    {CKR_SESSION_READ_ONLY, "token.readonly"},
    {CKR_ATTRIBUTE_READ_ONLY, "token.readonly"},
    {CKR_ACTION_PROHIBITED, "token.readonly"},

    // The person pressed the red button of the token's own pad.
    {CKR_CANCEL, "user.cancelled"},
    {CKR_FUNCTION_CANCELED, "user.cancelled"},
    {CKR_FUNCTION_REJECTED, "user.cancelled"},
};

const char* codeOf(std::string_view function, CK_RV code)
{
    // The standard has it only for a new PIN with characters that the token does not take.
    if (code == CKR_PIN_INVALID && function == "C_SetPIN") return "pin.weak";
    for (const Mapping& mapping : mappings) {
        if (mapping.code == code) return mapping.ours;
    }
    return "driver.fault";
}

/// Those whose cause the library's number tells more of.
bool keepsNumber(std::string_view code)
{
    return code == "driver.fault" || code == "token.unsupported" || code == "token.full" || code == "token.busy" ||
           code == "token.readonly";
}

} // namespace

Failure failureOf(const char* function, CK_RV code)
{
    Failure failure{.code = codeOf(function, code)};
    if (keepsNumber(failure.code)) {
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
