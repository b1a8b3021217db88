#include "native-host/token/pkcs11/failures.h"

#include <gtest/gtest.h>

namespace ekey::token::pkcs11 {
namespace {

struct Mapping {
    CK_RV code;
    const char* ours;
};

class Mappings : public testing::TestWithParam<Mapping> {};

TEST_P(Mappings, returnValue_isMappedToItsCode)
{
    const Failure failure = failureOf("C_Sign", GetParam().code);
    EXPECT_EQ(failure.code, GetParam().ours);
}

INSTANTIATE_TEST_SUITE_P(
    Pkcs11, Mappings,
    testing::Values(Mapping{CKR_PIN_INCORRECT, "pin.incorrect"}, Mapping{CKR_PIN_INVALID, "pin.incorrect"},
                    Mapping{CKR_PIN_LOCKED, "pin.locked"}, Mapping{CKR_PIN_LEN_RANGE, "pin.length"},
                    Mapping{CKR_PIN_EXPIRED, "pin.expired"}, Mapping{CKR_DEVICE_REMOVED, "token.removed"},
                    Mapping{CKR_TOKEN_NOT_PRESENT, "token.removed"}, Mapping{CKR_TOKEN_NOT_RECOGNIZED, "token.removed"},
                    Mapping{CKR_SLOT_ID_INVALID, "token.removed"}, Mapping{CKR_SESSION_HANDLE_INVALID, "token.removed"},
                    Mapping{CKR_SESSION_CLOSED, "token.removed"}, Mapping{CKR_FUNCTION_CANCELED, "user.cancelled"},
                    Mapping{CKR_FUNCTION_REJECTED, "user.cancelled"}, Mapping{CKR_DEVICE_ERROR, "driver.fault"},
                    Mapping{CKR_VENDOR_DEFINED, "driver.fault"}));

TEST(Failures, fault_namesTheFunctionAndTheLibrarysNumber)
{
    const Failure failure = failureOf("C_SignInit", CKR_KEY_TYPE_INCONSISTENT);
    EXPECT_EQ(failure.function, "C_SignInit");
    EXPECT_EQ(failure.number, CKR_KEY_TYPE_INCONSISTENT);
}

TEST(Failures, pinState_isTheGravestThatTheTokenTells)
{
    EXPECT_EQ(pinState(CKF_TOKEN_INITIALIZED), PinState::ok);
    EXPECT_EQ(pinState(CKF_USER_PIN_COUNT_LOW), PinState::low);
    EXPECT_EQ(pinState(CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY), PinState::last);
    EXPECT_EQ(pinState(CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED), PinState::locked);
}

} // namespace
} // namespace ekey::token::pkcs11
