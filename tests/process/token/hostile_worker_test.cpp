// What comes from a worker's process is foreign input.
#include "tests/process/token/clients.h"
#include "tests/process/token/fifo.h"

namespace ekey::token {
namespace {

using namespace std::chrono_literals;

WorkerClient workerThat(const char* what, TimeLimits limits = {})
{
    return WorkerClient(EKEY_FAKE_WORKER, "/module", limits, {{"EKEY_FAKE", what}});
}

class HostileWorkers : public testing::TestWithParam<const char*> {};

TEST_P(HostileWorkers, answerOutOfProtocol_endsTheWorker)
{
    auto client = workerThat(GetParam());
    const Failure expected{"driver.fault", PinState::unknown, 0, "worker.protocol"};
    for (int times = 0; times < 2; ++times) {
        EXPECT_EQ(failureOf(client.inventory()), expected);
    }
}

INSTANTIATE_TEST_SUITE_P(FakeWorker, HostileWorkers,
                         testing::Values("garbage", "tiny", "large", "number", "kind", "signature", "trailing",
                                         "chatter"));

TEST(HostileWorker, halfAnAnswer_isACrash)
{
    auto client = workerThat("short");
    const Failure expected{"driver.crashed", PinState::unknown, 3, ""};
    EXPECT_EQ(failureOf(client.inventory()), expected);
}

TEST(HostileWorker, silence_isATimeout)
{
    auto client = workerThat("silent", {.query = 1s});
    EXPECT_EQ(failureOf(client.inventory()), Failure{"driver.timeout"});
}

TEST(HostileWorker, callsUpToTheLimit_areTaken)
{
    auto client = workerThat("chatter.limit");
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
}

TEST(HostileWorker, oneThatSpeaksUnasked_isReplaced)
{
    auto client = workerThat("extra");
    for (int times = 0; times < 3; ++times) {
        EXPECT_EQ(failureOf(client.inventory()), Failure{});
    }
}

TEST(HostileWorker, oneThatLeftBetweenCalls_isReplaced)
{
    const test::Fifo fifo;
    WorkerClient client(EKEY_FAKE_WORKER, "/module", {}, {{"EKEY_FAKE", "leaves"}, {"EKEY_FAKE_FIFO", fifo.path()}});
    for (int times = 0; times < 3; ++times) {
        EXPECT_EQ(failureOf(client.inventory()), Failure{});
        EXPECT_TRUE(fifo.ends(20s));
    }
}

TEST(HostileWorker, programThatIsNotThere_isNamed)
{
    WorkerClient client("/nonexistent/ekey-token", "/module");
    const Failure expected{"driver.fault", PinState::unknown, ENOENT, "worker.start"};
    EXPECT_EQ(failureOf(client.inventory()), expected);
}

class HostileSigners : public testing::TestWithParam<const char*> {};

TEST_P(HostileSigners, signaturesThatAreNotAsManyAsInputs_endTheWorker)
{
    auto client = workerThat(GetParam());
    const Failure expected{"driver.fault", PinState::unknown, 0, "worker.protocol"};
    EXPECT_EQ(failureOf(signWith(client)), expected);
}

INSTANTIATE_TEST_SUITE_P(FakeWorker, HostileSigners, testing::Values("sign.none", "sign.two"));

TEST(HostileWorker, oneThatSigns_isTaken)
{
    auto client = workerThat("sign.one");
    EXPECT_EQ(failureOf(signWith(client)), Failure{});
}

TEST(HostileWorker, requestOverTheLimits_isNotSent)
{
    auto client = workerThat("good");
    const std::vector<std::uint8_t> longId(257, 1);
    const Failure expected{"driver.fault", PinState::unknown, 0, "worker.request"};
    EXPECT_EQ(failureOf(client.sign("SERIAL", longId, Mechanism::ecdsa, Secret("1"), digest)), expected);
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
}

} // namespace
} // namespace ekey::token
