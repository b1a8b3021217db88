#include "native-host/host/runner.h"

#include <gtest/gtest.h>

#include <future>
#include <string>

namespace ekey::host {
namespace {

/// Does what the runner posts at once, on the runner's own thread.
void now(const Runner::Task& task) { task(); }

TEST(Runner, work_isDoneAndItsEndPosted)
{
    std::promise<int> done;
    Runner runner(now);

    ASSERT_TRUE(runner.start([&](Cancellation&) -> Runner::Task { return [&] { done.set_value(7); }; }));

    EXPECT_EQ(7, done.get_future().get());
}

TEST(Runner, secondWorkWhileOneRuns_isRefused)
{
    std::promise<void> go;
    std::promise<void> done;
    Runner runner(now);
    ASSERT_TRUE(runner.start([&](Cancellation&) -> Runner::Task {
        go.get_future().wait();
        return [&] { done.set_value(); };
    }));

    EXPECT_FALSE(runner.start([](Cancellation&) -> Runner::Task { return [] {}; }));
    go.set_value();
    done.get_future().wait();
}

TEST(Runner, start_isToldWhereItStartedOne)
{
    int started = 0;
    std::promise<void> go;
    Runner runner(now, [&] { ++started; });
    EXPECT_FALSE(runner.busy());
    ASSERT_TRUE(runner.start([&](Cancellation&) -> Runner::Task {
        go.get_future().wait();
        return [] {};
    }));
    EXPECT_TRUE(runner.busy());
    EXPECT_FALSE(runner.start([](Cancellation&) -> Runner::Task { return [] {}; }));
    EXPECT_EQ(1, started);
    go.set_value();
}

TEST(Runner, endOfAWork_findsTheRunnerFree)
{
    std::promise<bool> free;
    Runner runner(now);
    ASSERT_TRUE(runner.start([&](Cancellation&) -> Runner::Task {
        return [&] { free.set_value(runner.start([](Cancellation&) -> Runner::Task { return [] {}; }) != nullptr); };
    }));
    EXPECT_TRUE(free.get_future().get());
}

TEST(Runner, cancelledWork_isWokenUp)
{
    std::promise<void> waiting;
    std::promise<bool> cancelled;
    Runner runner(now);
    const auto cancellation = runner.start([&](Cancellation& own) -> Runner::Task {
        std::promise<void> woken;
        {
            const Cancellation::Scope scope(own, [&] { woken.set_value(); });
            waiting.set_value();
            woken.get_future().wait();
        }
        return [&, was = own.cancelled()] { cancelled.set_value(was); };
    });
    ASSERT_TRUE(cancellation);
    waiting.get_future().wait();

    cancellation->cancel();

    EXPECT_TRUE(cancelled.get_future().get());
}

TEST(Runner, endOfTheRunner_cancelsWhatRuns)
{
    std::promise<void> waiting;
    bool cancelled = false;
    {
        Runner runner(now);
        ASSERT_TRUE(runner.start([&](Cancellation& own) -> Runner::Task {
            std::promise<void> woken;
            {
                const Cancellation::Scope scope(own, [&] { woken.set_value(); });
                waiting.set_value();
                woken.get_future().wait();
            }
            return [&, was = own.cancelled()] { cancelled = was; };
        }));
        waiting.get_future().wait();
    }
    EXPECT_TRUE(cancelled);
}

} // namespace
} // namespace ekey::host
