// Return codes that no software token gives, where real ones give them.
#include "tests/process/token/clients.h"
#include "tests/process/token/script/script.h"

namespace ekey::token {
namespace {

using test::failingAt;
using test::Line;
using test::Script;
using Plan = std::vector<Line>;

constexpr CK_FLAGS usable = CKF_TOKEN_INITIALIZED | CKF_LOGIN_REQUIRED;

Plan operator+(Plan first, const Plan& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

Plan found(CK_FLAGS flags = usable)
{
    return {{"C_Initialize"}, {"C_GetSlotList", -1, 1}, {"C_GetSlotList", -1, 1}, {"C_GetTokenInfo", -1, flags}};
}

Plan session(CK_FLAGS flags, CK_ULONG state)
{
    return {{"C_OpenSession", static_cast<long>(flags)}, {"C_GetSessionInfo", -1, state}};
}

Plan search(CK_OBJECT_CLASS kind, CK_ULONG count)
{
    Plan plan{{"C_FindObjectsInit", static_cast<long>(kind)}, {"C_FindObjects", -1, count}};
    if (count > 0) plan.push_back({"C_FindObjects"});
    return plan + Plan{{"C_FindObjectsFinal"}};
}

Plan signing()
{
    return found() + session(CKF_SERIAL_SESSION, CKS_RO_PUBLIC_SESSION) + Plan{{"C_Login", CKU_USER}} +
           search(CKO_PRIVATE_KEY, 1) +
           Plan{{"C_GetAttributeValue", CKA_ALWAYS_AUTHENTICATE, 0, CKR_ATTRIBUTE_TYPE_INVALID},
                {"C_SignInit", CKM_ECDSA},
                {"C_Sign", -1, 64},
                {"C_Logout"},
                {"C_CloseSession"}};
}

Plan writing(CK_ULONG state = CKS_RW_PUBLIC_SESSION)
{
    return found() + session(CKF_SERIAL_SESSION | CKF_RW_SESSION, state);
}

Plan changingPin() { return writing() + Plan{{"C_SetPIN"}, {"C_CloseSession"}}; }

Plan generating()
{
    return writing() + Plan{{"C_Login", CKU_USER}} + search(CKO_PRIVATE_KEY, 0) + search(CKO_PUBLIC_KEY, 0) +
           Plan{{"C_GenerateKeyPair", CKM_EC_KEY_PAIR_GEN}};
}

Failure sign(WorkerClient& client) { return failureOf(signWith(client)); }

Failure changePin(WorkerClient& client)
{
    return failureOf(client.changePin("SERIAL", Secret(fakePin), Secret("135791")).outcome);
}

Failure generate(WorkerClient& client)
{
    return failureOf(client.generateKeyPair("SERIAL", KeyKind::p256, fakeId, "label", Secret(fakePin)).outcome);
}

Failure run(const Script& script, Failure (*operation)(WorkerClient&))
{
    WorkerClient client(EKEY_TOKEN, EKEY_SCRIPTED_DRIVER, {}, script.environment());
    return operation(client);
}

struct Answer {
    Failure (*operation)(WorkerClient&);
    Plan (*plan)();
    const char* function;
    CK_RV code;
    const char* expected;
};

class ScriptedAnswers : public testing::TestWithParam<Answer> {};

TEST_P(ScriptedAnswers, refusal_isNamedAndTheTokenLeftInOrder)
{
    const auto& [operation, plan, function, code, expected] = GetParam();
    const Script script(failingAt(plan(), function, code));
    EXPECT_EQ(run(script, operation).code, expected);
    EXPECT_EQ(script.left(), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Signing, ScriptedAnswers,
    testing::Values(Answer{sign, signing, "C_OpenSession", CKR_SESSION_COUNT, "token.busy"},
                    Answer{sign, signing, "C_OpenSession", CKR_TOKEN_NOT_RECOGNIZED, "token.removed"},
                    Answer{sign, signing, "C_OpenSession", CKR_SESSION_READ_WRITE_SO_EXISTS, "token.busy"},
                    Answer{sign, signing, "C_OpenSession", CKR_HOST_MEMORY, "driver.fault"},
                    Answer{sign, signing, "C_Login", CKR_PIN_EXPIRED, "pin.expired"},
                    Answer{sign, signing, "C_Login", CKR_PIN_LOCKED, "pin.locked"},
                    Answer{sign, signing, "C_Login", CKR_PIN_LEN_RANGE, "pin.length"},
                    Answer{sign, signing, "C_Login", CKR_USER_ANOTHER_ALREADY_LOGGED_IN, "token.busy"},
                    Answer{sign, signing, "C_Login", CKR_USER_TOO_MANY_TYPES, "token.busy"},
                    Answer{sign, signing, "C_Login", CKR_USER_PIN_NOT_INITIALIZED, "driver.fault"},
                    Answer{sign, signing, "C_Login", CKR_FUNCTION_CANCELED, "user.cancelled"},
                    Answer{sign, signing, "C_Login", CKR_VENDOR_DEFINED + 1, "driver.fault"},
                    Answer{sign, signing, "C_FindObjectsInit", CKR_OPERATION_ACTIVE, "token.busy"},
                    Answer{sign, signing, "C_FindObjects", CKR_DEVICE_REMOVED, "token.removed"},
                    Answer{sign, signing, "C_SignInit", CKR_KEY_HANDLE_INVALID, "token.none"},
                    Answer{sign, signing, "C_SignInit", CKR_MECHANISM_INVALID, "token.unsupported"},
                    Answer{sign, signing, "C_SignInit", CKR_KEY_SIZE_RANGE, "token.unsupported"},
                    Answer{sign, signing, "C_SignInit", CKR_KEY_FUNCTION_NOT_PERMITTED, "token.unsupported"},
                    Answer{sign, signing, "C_Sign", CKR_FUNCTION_REJECTED, "user.cancelled"},
                    Answer{sign, signing, "C_Sign", CKR_DEVICE_MEMORY, "token.full"},
                    Answer{sign, signing, "C_Sign", CKR_USER_NOT_LOGGED_IN, "driver.fault"}));

INSTANTIATE_TEST_SUITE_P(
    Writing, ScriptedAnswers,
    testing::Values(Answer{changePin, changingPin, "C_OpenSession", CKR_TOKEN_WRITE_PROTECTED, "token.readonly"},
                    Answer{changePin, changingPin, "C_SetPIN", CKR_PIN_TOO_WEAK, "pin.weak"},
                    Answer{changePin, changingPin, "C_SetPIN", CKR_PIN_INVALID, "pin.weak"},
                    Answer{changePin, changingPin, "C_SetPIN", CKR_PIN_LOCKED, "pin.locked"},
                    Answer{changePin, changingPin, "C_SetPIN", CKR_SESSION_READ_ONLY, "token.readonly"},
                    Answer{generate, generating, "C_OpenSession", CKR_SESSION_READ_ONLY_EXISTS, "token.busy"},
                    Answer{generate, generating, "C_GenerateKeyPair", CKR_CURVE_NOT_SUPPORTED, "token.unsupported"},
                    Answer{generate, generating, "C_GenerateKeyPair", CKR_FUNCTION_NOT_SUPPORTED, "token.unsupported"},
                    Answer{generate, generating, "C_GenerateKeyPair", CKR_TEMPLATE_INCONSISTENT, "driver.fault"},
                    Answer{generate, generating, "C_GenerateKeyPair", CKR_RANDOM_NO_RNG, "driver.fault"},
                    Answer{generate, generating, "C_GenerateKeyPair", CKR_DEVICE_MEMORY, "token.full"}));

TEST(Scripted, wrongPin_isFollowedByOneLookAtTheCounter)
{
    Plan plan = failingAt(signing(), "C_Login", CKR_PIN_INCORRECT);
    plan.insert(plan.end() - 1, {"C_GetTokenInfo", -1, usable | CKF_USER_PIN_FINAL_TRY});
    const Script script(plan);
    EXPECT_EQ(run(script, sign), (Failure{"pin.incorrect", PinState::last}));
    EXPECT_EQ(script.left(), 0U);
}

TEST(Scripted, lastTry_isRefusedWithoutASession)
{
    for (const auto operation : {sign, changePin, generate}) {
        const Script script(found(usable | CKF_USER_PIN_FINAL_TRY));
        EXPECT_EQ(run(script, operation), Failure{"pin.last"});
        EXPECT_EQ(script.left(), 0U);
    }
}

TEST(Scripted, securityOfficersLogin_isEndedBeforeThePinIsChanged)
{
    const Script script(writing(CKS_RW_SO_FUNCTIONS) + Plan{{"C_Logout"}, {"C_SetPIN"}, {"C_CloseSession"}});
    EXPECT_EQ(run(script, changePin), Failure{});
    EXPECT_EQ(script.left(), 0U);
}

TEST(Scripted, goodSignature_followsThePlan)
{
    const Script script(signing());
    EXPECT_EQ(run(script, sign), Failure{});
    EXPECT_EQ(script.left(), 0U);
}

TEST(Scripted, callThatIsNotInTheScript_endsTheWorker)
{
    Plan plan = signing();
    std::erase_if(plan, [](const Line& line) { return line.function == "C_SignInit"; });
    const Script script(plan);
    const Failure failure = run(script, sign);
    EXPECT_EQ(failure.code, "driver.crashed");
    EXPECT_EQ(failure.function, "C_SignInit");
}

} // namespace
} // namespace ekey::token
