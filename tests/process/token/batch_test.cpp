// Several signatures under one PIN.
#include "native-host/token/limits.h"
#include "tests/process/token/clients.h"
#include "tests/process/token/fifo.h"

#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <thread>

namespace ekey::token {
namespace {

using Bytes = WorkerClient::Bytes;

Outcome<std::vector<Bytes>> signAll(WorkerClient& client, std::size_t count, const WorkerClient::Progress& told = {})
{
    return client.signBatch("SERIAL", fakeId, Mechanism::ecdsa, Secret(fakePin), std::vector<Bytes>(count, digest),
                            told);
}

std::vector<std::string> callsOf(const char* driver, std::size_t count)
{
    std::vector<std::string> calls;
    auto client = fakeClient(driver, {}, {}, [&](const Call& call) { calls.push_back(call.function); });
    EXPECT_EQ(failureOf(signAll(client, count)), Failure{});
    return calls;
}

TEST(Batch, signatures_comeOneByOneInTheirOrder)
{
    auto client = fakeClient("plain");
    std::vector<Bytes> told;
    const auto outcome = signAll(client, 3, [&](const Bytes& signature) { told.push_back(signature); });
    ASSERT_EQ(failureOf(outcome), Failure{});
    EXPECT_EQ(std::get<0>(outcome), told);
    ASSERT_EQ(told.size(), 3U);
    for (std::size_t i = 0; i < told.size(); ++i) {
        EXPECT_EQ(told[i].at(0), i + 1);
    }
}

TEST(Batch, batch_takesAHundredInputsAndNeitherNoneNorOneMore)
{
    auto client = fakeClient("plain");
    EXPECT_EQ(failureOf(signAll(client, limits::inputs)), Failure{});
    const Failure expected{"driver.fault", PinState::unknown, 0, "worker.request"};
    EXPECT_EQ(failureOf(signAll(client, limits::inputs + 1)), expected);
    EXPECT_EQ(failureOf(signAll(client, 0)), expected);
}

TEST(Batch, pin_isPresentedOnceForAll)
{
    const auto calls = callsOf("plain", 5);
    EXPECT_EQ(std::count(calls.begin(), calls.end(), "C_Login"), 1);
    EXPECT_EQ(std::count(calls.begin(), calls.end(), "C_Logout"), 1);
    EXPECT_EQ(std::count(calls.begin(), calls.end(), "C_Sign"), 5);
}

TEST(Batch, keyThatAlwaysAuthenticates_seesTheVerifiedPinForEach)
{
    const auto calls = callsOf("always", 5);
    EXPECT_EQ(std::count(calls.begin(), calls.end(), "C_Login"), 1 + 5);
}

TEST(Batch, firstRefusal_endsItAndNoPinIsPresentedAgain)
{
    std::vector<std::string> calls;
    auto client = fakeClient("always.refused", {}, {}, [&](const Call& call) { calls.push_back(call.function); });
    EXPECT_EQ(failureOf(signAll(client, 5)), (Failure{"pin.incorrect", PinState::ok}));
    EXPECT_EQ(std::count(calls.begin(), calls.end(), "C_Login"), 2); // of the log-in, and the one that was refused
    EXPECT_EQ(std::count(calls.begin(), calls.end(), "C_Sign"), 0);
}

TEST(Batch, whatWasSignedBeforeARefusal_isTold)
{
    auto client = fakeClient("third.refused");
    int told = 0;
    const Failure expected{"token.unsupported", PinState::unknown, 0x68, "C_Sign"};
    EXPECT_EQ(failureOf(signAll(client, 5, [&](const Bytes&) { ++told; })), expected);
    EXPECT_EQ(told, 2);
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
}

TEST(Batch, cancel_endsItBetweenTwoSignaturesAndLogsOut)
{
    const test::Fifo fifo;
    const test::TempFolder folder;
    const std::string mark = folder / "logged-out";
    auto client = fakeClient("wait.sign", {}, {{"EKEY_FAKE_FIFO", fifo.path()}, {"EKEY_FAKE_LOGOUT", mark}});
    Failure failure;
    std::thread caller([&] { failure = failureOf(signAll(client, 5)); });
    EXPECT_EQ(fifo.next(), 'S');
    client.cancel();
    caller.join();
    EXPECT_EQ(failure, Failure{"user.cancelled"});
    EXPECT_TRUE(std::filesystem::exists(mark));
    EXPECT_NE(fifo.next(std::chrono::milliseconds(0)), 'S');
}

TEST(Batch, inputOfASizeThatTheMechanismDoesNotTake_isNotSent)
{
    auto client = fakeClient("plain");
    const Failure expected{"driver.fault", PinState::unknown, 0, "worker.request"};
    for (const auto& [mechanism, size] :
         {std::pair{Mechanism::ecdsa, 31}, std::pair{Mechanism::rsaPkcs1, 32}, std::pair{Mechanism::rsaPssSha256, 33},
          std::pair{Mechanism::rsaPssSha384, 32}, std::pair{Mechanism::rsaPssSha512, 48}}) {
        const Bytes input(static_cast<std::size_t>(size), 1);
        EXPECT_EQ(failureOf(client.sign("SERIAL", fakeId, mechanism, Secret(fakePin), input)), expected);
    }
    EXPECT_EQ(failureOf(client.sign("SERIAL", fakeId, Mechanism::rsaPssSha256, Secret(fakePin), digest)), Failure{});
}

} // namespace
} // namespace ekey::token
