#include "native-host/token/watcher.h"

#include "tests/process/token/clients.h"
#include "tests/process/token/fifo.h"

#include <atomic>
#include <gmock/gmock.h>

namespace ekey::token {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// Keeps what it is told: "+SERIAL", "-SERIAL", "!code".
class Listener final : public TokenListener {
public:
    void changed(const std::vector<TokenInfo>& added, const std::vector<TokenInfo>& removed) override
    {
        for (const TokenInfo& token : added) {
            add("+" + token.serial);
        }
        for (const TokenInfo& token : removed) {
            add("-" + token.serial);
        }
    }
    void failed(const Failure& failure) override { add("!" + failure.code); }

    /// The next so many events.
    std::vector<std::string> next(std::size_t count)
    {
        std::unique_lock lock(mutex);
        EXPECT_TRUE(came.wait_for(lock, 20s, [&] { return events.size() >= count; }));
        return std::exchange(events, {});
    }

private:
    void add(std::string event)
    {
        const std::lock_guard lock(mutex);
        events.push_back(std::move(event));
        came.notify_all();
    }
    std::mutex mutex;
    std::condition_variable came;
    std::vector<std::string> events;
};

class WatcherOf : public testing::Test {
protected:
    WatcherOf() { plugIn(1); }
    /// At once: the library must never read half a number.
    void plugIn(int tokens)
    {
        test::writeFile(plugged + ".new", std::to_string(tokens));
        std::filesystem::rename(plugged + ".new", plugged);
    }

    const test::TempFolder folder;
    const std::string plugged = folder / "tokens";
    std::atomic<int> calls = 0;
    WorkerClient client = fakeClient("events", {}, {{"EKEY_FAKE_TOKENS", plugged}}, [this](const Call&) { ++calls; });
    Watcher watcher{client, 1ms};
    Listener listener;
};

TEST_F(WatcherOf, listener_isToldWhatIsThereAndWhatComesAndGoes)
{
    watcher.listen(listener);
    EXPECT_THAT(listener.next(1), ElementsAre("+SERIAL"));
    plugIn(2);
    EXPECT_THAT(listener.next(1), ElementsAre("+SERIAL1"));
    plugIn(0);
    // The library tells of one slot at a time.
    EXPECT_THAT(listener.next(2), testing::UnorderedElementsAre("-SERIAL", "-SERIAL1"));
}

TEST_F(WatcherOf, nothingRuns_whileNobodyListens)
{
    EXPECT_EQ(calls, 0); // not even a worker
    watcher.listen(listener);
    listener.next(1);
    watcher.stop();
    const int before = calls;
    plugIn(2);
    EXPECT_EQ(failureOf(client.inventory()), Failure{}); // time for many intervals
    const int ofInventory = calls - before;
    const int after = calls;
    EXPECT_EQ(failureOf(client.inventory()), Failure{});
    EXPECT_EQ(calls - after, ofInventory);
}

TEST_F(WatcherOf, nextListener_isToldEverythingAgain)
{
    watcher.listen(listener);
    listener.next(1);
    Listener other;
    watcher.listen(other);
    EXPECT_THAT(other.next(1), ElementsAre("+SERIAL"));
    watcher.stop();
}

TEST(Watcher, workerThatCrashes_isToldAndReplaced)
{
    const test::TempFolder folder;
    auto client = fakeClient(
        "events", {}, {{"EKEY_FAKE_AT", "2"}, {"EKEY_FAKE_ANSWER", "crash"}, {"EKEY_FAKE_ONCE", folder / "once"}});
    Watcher watcher(client, 1ms);
    Listener listener;
    watcher.listen(listener);
    EXPECT_THAT(listener.next(2), ElementsAre("!driver.crashed", "+SERIAL"));
    watcher.stop();
}

TEST(Watcher, stop_comesBackThoughTheIntervalIsLong)
{
    auto client = fakeClient("events");
    Watcher watcher(client, 1h);
    Listener listener;
    watcher.listen(listener);
    listener.next(1);
    const auto begin = std::chrono::steady_clock::now();
    watcher.stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST(Watcher, question_doesNotWaitForASignature)
{
    const test::Fifo fifo;
    auto client = fakeClient("hang.sign", {.sign = 60s}, {{"EKEY_FAKE_FIFO", fifo.path()}});
    std::thread caller([&] { signWith(client); });
    EXPECT_EQ(fifo.next(), 'S');
    const auto outcome = client.changes();
    EXPECT_EQ(failureOf(outcome), Failure{});
    EXPECT_FALSE(std::get<0>(outcome));
    client.cancel();
    caller.join();
}

} // namespace
} // namespace ekey::token
