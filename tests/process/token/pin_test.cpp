#include "tests/process/token/clients.h"

#include "tests/process/token/memory_scan.h"

#include <algorithm>
#include <gmock/gmock.h>

namespace ekey::token {
namespace {

struct Refusal {
    const char* driver;
    const char* pin;
    Failure expected;
};

class Refusals : public testing::TestWithParam<Refusal> {};

TEST_P(Refusals, pin_isRefusedWithWhatTheTokenTells)
{
    auto client = fakeClient(GetParam().driver);
    EXPECT_EQ(failureOf(signWith(client, GetParam().pin)), GetParam().expected);
    // The worker is well: the driver would have aborted on a call that was not called for.
    EXPECT_EQ(failureOf(client.inventory()).code, "");
}

INSTANTIATE_TEST_SUITE_P(
    FakeDriver, Refusals,
    testing::Values(Refusal{"plain", "000000", {"pin.incorrect", PinState::ok}},
                    Refusal{"wrong.low", "000000", {"pin.incorrect", PinState::low}},
                    Refusal{"wrong.final", "000000", {"pin.incorrect", PinState::last}},
                    Refusal{"wrong.locks", "000000", {"pin.incorrect", PinState::locked}},
                    Refusal{"wrong.silent", "000000", {"pin.incorrect", PinState::unknown}},
                    Refusal{"locked", "246813", {"pin.locked"}},
                    Refusal{"locked.unannounced", "246813", {"pin.locked"}},
                    Refusal{"expired", "246813", {"pin.expired"}}, Refusal{"final", "246813", {"pin.last"}},
                    Refusal{"pad.final", "", {"pin.last"}}, Refusal{"plain", "12345", {"pin.length"}},
                    Refusal{"plain", "123456789", {"pin.length"}}, Refusal{"plain", "", {"pin.length"}},
                    Refusal{"always.refused", "246813", {"pin.incorrect", PinState::ok}},
                    Refusal{"pad.cancelled", "", {"user.cancelled"}}));

class Acceptances : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(Acceptances, key_signs)
{
    auto client = fakeClient(GetParam().first);
    for (int times = 0; times < 2; ++times) {
        const auto outcome = signWith(client, GetParam().second);
        EXPECT_EQ(failureOf(outcome), Failure{});
    }
}

INSTANTIATE_TEST_SUITE_P(FakeDriver, Acceptances,
                         testing::Values(std::pair{"plain", "246813"}, std::pair{"always", "246813"},
                                         std::pair{"pad", ""}, std::pair{"free", ""},
                                         std::pair{"lengths.unknown", "246813"}, std::pair{"shared.login", "246813"},
                                         std::pair{"logout.fails", "246813"}, std::pair{"cannot.lock", "246813"},
                                         std::pair{"initial.pin", "246813"}));

std::vector<std::string> callsOfOneSignature(const char* driver)
{
    std::vector<std::string> calls;
    auto client = fakeClient(driver, {}, {}, [&](const Call& call) { calls.push_back(call.function); });
    EXPECT_EQ(failureOf(signWith(client)), Failure{});
    return calls;
}

TEST(Pin, pin_isPresentedOnceAndTheTokenLoggedOut)
{
    EXPECT_THAT(callsOfOneSignature("plain"),
                testing::ElementsAre("C_GetFunctionList", "C_Initialize", "C_GetSlotList", "C_GetSlotList",
                                     "C_GetTokenInfo", "C_OpenSession", "C_GetSessionInfo", "C_Login",
                                     "C_FindObjectsInit", "C_FindObjects", "C_FindObjects", "C_FindObjectsFinal",
                                     "C_GetAttributeValue", "C_SignInit", "C_Sign", "C_Logout", "C_CloseSession"));
}

TEST(Pin, pin_isPresentedOnceMoreForAKeyThatAlwaysAuthenticates)
{
    const auto calls = callsOfOneSignature("always");
    EXPECT_EQ(std::count(calls.begin(), calls.end(), "C_Login"), 2);
}

TEST(Pin, lastTry_isPresentedOnlyWhereItsOwnerAgreed)
{
    for (const auto& [driver, pin] : {std::pair{"final", "246813"}, std::pair{"pad.final", ""}}) {
        std::vector<std::string> calls;
        auto client = fakeClient(driver, {}, {}, [&](const Call& call) { calls.push_back(call.function); });
        const auto sign = [&](bool lastTry) {
            return failureOf(client.sign("SERIAL", fakeId, Mechanism::ecdsa, Credential(Secret(pin), lastTry), digest));
        };
        EXPECT_EQ(sign(false), Failure{"pin.last"});
        EXPECT_THAT(calls, testing::Not(testing::Contains("C_Login")));
        EXPECT_EQ(sign(true), Failure{});
    }
}

TEST(Pin, sharedLogin_isEndedBeforeThePinIsPresented)
{
    const auto calls = callsOfOneSignature("shared.login");
    const auto logout = std::find(calls.begin(), calls.end(), "C_Logout");
    EXPECT_LT(logout, std::find(calls.begin(), calls.end(), "C_Login"));
}

TEST(Pin, trace_carriesTheLibrarysNumber)
{
    std::vector<std::pair<std::string, std::uint64_t>> calls;
    auto client = fakeClient("plain", {}, {}, [&](const Call& call) { calls.emplace_back(call.function, call.code); });
    signWith(client, "000000");
    EXPECT_THAT(calls, testing::Contains(std::pair<std::string, std::uint64_t>("C_Login", 0xa0)));
}

TEST(Pin, pinOverTheSecretsLimit_isNotSent)
{
    auto client = fakeClient("lengths.unknown");
    EXPECT_EQ(failureOf(signWith(client, std::string(Secret::limit + 1, '1'))).code, "pin.length");
    EXPECT_EQ(failureOf(signWith(client, std::string(Secret::limit, '1'))).code, "pin.incorrect");
}

TEST(Pin, pin_isNowhereInTheWorkersMemoryAfterwards)
{
    auto client = fakeClient("scan"); // the driver looks for it when the next operation begins
    EXPECT_EQ(failureOf(signWith(client)), Failure{});
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
}

TEST(Pin, pin_isNowhereInTheHostsMemoryAfterwards)
{
    // Its own digits, so that no other test's copy is found.
    char digits[] = "97531864";
    const std::string inverted = [&] {
        std::string text = digits;
        for (char& c : text) {
            c = static_cast<char>(~c);
        }
        return text;
    }();
    auto client = fakeClient("plain");
    Secret pin(digits);
    EXPECT_TRUE(test::memoryHolds(inverted));
    wipe(digits, sizeof digits);
    EXPECT_TRUE(test::memoryHolds(inverted)) << "the Secret's own";
    EXPECT_EQ(failureOf(client.sign("SERIAL", fakeId, Mechanism::ecdsa, std::move(pin), digest)).code, "pin.incorrect");
    EXPECT_FALSE(test::memoryHolds(inverted));
}

} // namespace
} // namespace ekey::token
