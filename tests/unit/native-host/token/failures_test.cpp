#include "native-host/token/pkcs11/failures.h"

#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

namespace ekey::token::pkcs11 {
namespace {

/// Those that mean something to the caller; all others are driver.fault.
const std::map<std::string, const char*> meanings{
    {"CKR_PIN_INCORRECT", "pin.incorrect"},
    {"CKR_PIN_INVALID", "pin.incorrect"},
    {"CKR_PIN_LOCKED", "pin.locked"},
    {"CKR_PIN_LEN_RANGE", "pin.length"},
    {"CKR_PIN_TOO_WEAK", "pin.weak"},
    {"CKR_PIN_EXPIRED", "pin.expired"},
    {"CKR_SESSION_HANDLE_INVALID", "token.removed"},
    {"CKR_SESSION_CLOSED", "token.removed"},
    {"CKR_SLOT_ID_INVALID", "token.removed"},
    {"CKR_TOKEN_NOT_PRESENT", "token.removed"},
    {"CKR_TOKEN_NOT_RECOGNIZED", "token.removed"},
    {"CKR_DEVICE_REMOVED", "token.removed"},
    {"CKR_KEY_HANDLE_INVALID", "token.none"},
    {"CKR_OBJECT_HANDLE_INVALID", "token.none"},
    {"CKR_FUNCTION_NOT_SUPPORTED", "token.unsupported"},
    {"CKR_MECHANISM_INVALID", "token.unsupported"},
    {"CKR_MECHANISM_PARAM_INVALID", "token.unsupported"},
    {"CKR_KEY_SIZE_RANGE", "token.unsupported"},
    {"CKR_KEY_TYPE_INCONSISTENT", "token.unsupported"},
    {"CKR_KEY_FUNCTION_NOT_PERMITTED", "token.unsupported"},
    {"CKR_CURVE_NOT_SUPPORTED", "token.unsupported"},
    {"CKR_DOMAIN_PARAMS_INVALID", "token.unsupported"},
    {"CKR_DEVICE_MEMORY", "token.full"},
    {"CKR_SESSION_COUNT", "token.busy"},
    {"CKR_SESSION_EXISTS", "token.busy"},
    {"CKR_SESSION_READ_ONLY_EXISTS", "token.busy"},
    {"CKR_SESSION_READ_WRITE_SO_EXISTS", "token.busy"},
    {"CKR_OPERATION_ACTIVE", "token.busy"},
    {"CKR_USER_ALREADY_LOGGED_IN", "token.busy"},
    {"CKR_USER_ANOTHER_ALREADY_LOGGED_IN", "token.busy"},
    {"CKR_USER_TOO_MANY_TYPES", "token.busy"},
    {"CKR_TOKEN_WRITE_PROTECTED", "token.readonly"},
    {"CKR_SESSION_READ_ONLY", "token.readonly"},
    {"CKR_ATTRIBUTE_READ_ONLY", "token.readonly"},
    {"CKR_ACTION_PROHIBITED", "token.readonly"},
    {"CKR_CANCEL", "user.cancelled"},
    {"CKR_FUNCTION_CANCELED", "user.cancelled"},
    {"CKR_FUNCTION_REJECTED", "user.cancelled"},
};

/// Every constant of the header but CKR_OK, with its number.
std::map<std::string, CK_RV> constants()
{
    std::map<std::string, CK_RV> all;
    std::ifstream header(EKEY_PKCS11_HEADER);
    for (std::string line; std::getline(header, line);) {
        std::istringstream words(line);
        std::string define;
        std::string name;
        std::string value;
        words >> define >> name >> value;
        if (define != "#define" || !name.starts_with("CKR_") || name == "CKR_OK") continue;
        all[name] = name == "CKR_VENDOR_DEFINED" ? CKR_VENDOR_DEFINED : std::stoul(value.substr(1), nullptr, 0);
    }
    return all;
}

TEST(Failures, everyReturnValue_hasItsCode)
{
    const auto all = constants();
    ASSERT_GT(all.size(), 80U);
    ASSERT_EQ(all.at("CKR_PIN_INCORRECT"), CKR_PIN_INCORRECT);
    std::size_t known = 0;
    for (const auto& [name, code] : all) {
        const auto meaning = meanings.find(name);
        known += meaning != meanings.end();
        EXPECT_EQ(failureOf("C_Sign", code).code, meaning == meanings.end() ? "driver.fault" : meaning->second) << name;
        EXPECT_TRUE(isWorkerFailure(failureOf("C_Sign", code).code)) << name;
    }
    EXPECT_EQ(known, meanings.size());
}

TEST(Failures, numbersThatNobodyHasDefined_areTheDriversFault)
{
    for (const CK_RV code : {CK_RV{CKR_VENDOR_DEFINED + 5}, CK_RV{0x7fffffff}, ~CK_RV{0}}) {
        const Failure failure = failureOf("C_Sign", code);
        EXPECT_EQ(failure.code, "driver.fault");
        EXPECT_EQ(failure.number, code);
    }
}

TEST(Failures, newPinWithCharactersThatTheTokenDoesNotTake_isWeakAndNotIncorrect)
{
    EXPECT_EQ(failureOf("C_SetPIN", CKR_PIN_INVALID).code, "pin.weak");
    EXPECT_EQ(failureOf("C_SetPIN", CKR_PIN_INCORRECT).code, "pin.incorrect");
}

TEST(Failures, functionAndNumber_areKeptWhereTheyTellMoreThanTheCode)
{
    for (const CK_RV code :
         {CKR_GENERAL_ERROR, CKR_KEY_TYPE_INCONSISTENT, CKR_DEVICE_MEMORY, CKR_SESSION_COUNT, CKR_SESSION_READ_ONLY}) {
        const Failure failure = failureOf("C_SignInit", code);
        EXPECT_EQ(failure.function, "C_SignInit");
        EXPECT_EQ(failure.number, code);
    }
    EXPECT_EQ(failureOf("C_Login", CKR_PIN_INCORRECT), Failure{"pin.incorrect"});
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
