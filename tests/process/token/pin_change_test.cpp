#include "tests/process/token/clients.h"
#include "tests/process/token/fifo.h"

#include <gmock/gmock.h>

#include <chrono>
#include <thread>

namespace ekey::token {
namespace {

Failure changeWith(WorkerClient& client, std::string_view old, std::string_view fresh, bool lastTry = false)
{
    return failureOf(client.changePin("SERIAL", Credential(Secret(old), lastTry), Secret(fresh)).outcome);
}

struct Refusal {
    const char* driver;
    const char* old;
    const char* fresh;
    Failure expected;
};

class ChangeRefusals : public testing::TestWithParam<Refusal> {};

TEST_P(ChangeRefusals, pin_staysAsItWas)
{
    auto client = fakeClient(GetParam().driver);
    EXPECT_EQ(changeWith(client, GetParam().old, GetParam().fresh), GetParam().expected);
    EXPECT_EQ(failureOf(client.inventory()).code, "");
}

INSTANTIATE_TEST_SUITE_P(
    FakeDriver, ChangeRefusals,
    testing::Values(
        Refusal{"plain", "000000", "135791", {"pin.incorrect", PinState::ok}},
        Refusal{"wrong.final", "000000", "135791", {"pin.incorrect", PinState::last}},
        Refusal{"wrong.locks", "000000", "135791", {"pin.incorrect", PinState::locked}},
        Refusal{"locked", "246813", "135791", {"pin.locked"}}, Refusal{"final", "246813", "135791", {"pin.last"}},
        Refusal{"weak", "246813", "111111", {"pin.weak"}}, Refusal{"weak.characters", "246813", "135791", {"pin.weak"}},
        Refusal{"plain", "12345", "135791", {"pin.length"}}, Refusal{"plain", "246813", "12345", {"pin.length"}},
        Refusal{"plain", "246813", "123456789", {"pin.length"}}, Refusal{"plain", "246813", "", {"pin.length"}},
        Refusal{"plain", "", "", {"pin.length"}}, Refusal{"pad", "", "135791", {"pin.length"}}));

TEST(PinChange, newPin_isTheOneThatSigns)
{
    auto client = fakeClient("plain");
    EXPECT_EQ(changeWith(client, fakePin, "13579124"), Failure{});
    EXPECT_EQ(failureOf(signWith(client, fakePin)).code, "pin.incorrect");
    EXPECT_EQ(failureOf(signWith(client, "13579124")), Failure{});
}

TEST(PinChange, lastTry_isPresentedWhereItsOwnerAgreed)
{
    auto client = fakeClient("final");
    EXPECT_EQ(changeWith(client, fakePin, "135791", true), Failure{});
}

TEST(PinChange, pad_asksForBothPins)
{
    auto client = fakeClient("pad");
    EXPECT_EQ(changeWith(client, "", ""), Failure{});
}

TEST(PinChange, sharedLogin_isEndedFirst)
{
    // Somebody else's log-in may be the security officer's, whose PIN would be changed: the driver aborts on that.
    auto client = fakeClient("shared.login");
    EXPECT_EQ(changeWith(client, fakePin, "135791"), Failure{});
}

TEST(PinChange, oldPin_isPresentedOnce)
{
    std::vector<std::string> calls;
    auto client = fakeClient("plain", {}, {}, [&](const Call& call) { calls.push_back(call.function); });
    EXPECT_EQ(changeWith(client, fakePin, "135791"), Failure{});
    EXPECT_THAT(calls, testing::ElementsAre("C_GetFunctionList", "C_Initialize", "C_GetSlotList", "C_GetSlotList",
                                            "C_GetTokenInfo", "C_OpenSession", "C_GetSessionInfo", "C_SetPIN",
                                            "C_CloseSession"));
}

TEST(PinChange, cancelledWhileTheTokenChangesIt_isSeenThroughAndTold)
{
    const test::Fifo fifo;
    const test::Held held;
    auto client = fakeClient("held.pin", {}, {{"EKEY_FAKE_FIFO", fifo.path()}, {"EKEY_FAKE_HELD", held.path()}});
    Failure failure{"nothing yet"};
    std::thread caller([&] { failure = changeWith(client, fakePin, "13579124"); });
    EXPECT_EQ(fifo.next(), 'P');
    client.cancel();
    held.release();
    caller.join();
    EXPECT_EQ(failure, Failure{});
    EXPECT_EQ(failureOf(signWith(client, fakePin)).code, "pin.incorrect");
    EXPECT_EQ(failureOf(signWith(client, "13579124")), Failure{});
}

TEST(PinChange, cancelledBeforeItIsSent_isNotBegun)
{
    auto client = fakeClient("plain");
    const auto written = client.changePin("SERIAL", Secret(fakePin), Secret("13579124"), [] { return true; });
    EXPECT_EQ(failureOf(written.outcome), Failure{"user.cancelled"});
    EXPECT_EQ(failureOf(signWith(client)), Failure{});
}

TEST(PinChange, cancelledButNeverEnding_isUnknownAtTheTimeLimit)
{
    using namespace std::chrono_literals;
    const test::Fifo fifo;
    const test::Held held;
    auto client =
        fakeClient("held.pin", {.write = 1s}, {{"EKEY_FAKE_FIFO", fifo.path()}, {"EKEY_FAKE_HELD", held.path()}});
    Failure failure;
    std::thread caller([&] { failure = changeWith(client, fakePin, "13579124"); });
    EXPECT_EQ(fifo.next(), 'P');
    client.cancel();
    caller.join();
    EXPECT_EQ(failure, (Failure{"token.state_unknown", PinState::unknown, 0, "C_SetPIN", "driver.timeout"}));
}

TEST(PinChange, newPin_isNowhereInTheWorkersMemoryAfterwards)
{
    auto client = fakeClient("scan"); // the driver looks for it when the next operation begins
    EXPECT_EQ(changeWith(client, fakePin, "13579124"), Failure{});
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
}

TEST(PinChange, pinOverTheSecretsLimit_isNotSent)
{
    auto client = fakeClient("lengths.unknown");
    const std::string over(Secret::limit + 1, '1');
    EXPECT_EQ(changeWith(client, over, "135791"), Failure{"pin.length"});
    EXPECT_EQ(changeWith(client, fakePin, over), Failure{"pin.length"});
    EXPECT_EQ(changeWith(client, fakePin, std::string(Secret::limit, '1')), Failure{});
}

} // namespace
} // namespace ekey::token
