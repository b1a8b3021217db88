#include "native-host/host/outbox.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

void fill(Outbox& outbox, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        ASSERT_TRUE(outbox.push(std::to_string(i))) << i;
    }
}

TEST(Outbox, asManyAnswersAsMayWaitAndOneMore_areNotAndAreTooManyToReadOn)
{
    Outbox outbox;
    fill(outbox, limits::pendingAnswers);
    EXPECT_FALSE(outbox.isBehind());
    EXPECT_TRUE(outbox.push("one more"));
    EXPECT_TRUE(outbox.isBehind());
    outbox.pop();
    EXPECT_FALSE(outbox.isBehind());
}

TEST(Outbox, asManyMessagesAsMayWaitAndOneMore_areTakenAndNot)
{
    Outbox outbox;
    fill(outbox, limits::pendingNotices);
    EXPECT_FALSE(outbox.push("one more"));
    outbox.pop();
    EXPECT_TRUE(outbox.push("one more"));
    EXPECT_FALSE(outbox.push("one more"));
}

TEST(Outbox, messages_keepTheirOrder)
{
    Outbox outbox;
    fill(outbox, 3);
    for (const char* expected : {"0", "1", "2"}) {
        EXPECT_EQ(outbox.front(), expected);
        outbox.pop();
    }
    EXPECT_TRUE(outbox.empty());
}

} // namespace
} // namespace ekey::host
