// Tokens that come and go, as one question tells them.
#include "tests/process/token/clients.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>

namespace ekey::token {
namespace {

class ChangesOf : public testing::TestWithParam<const char*> {
protected:
    void plugIn(int tokens) { test::writeFile(plugged, std::to_string(tokens)); }

    /// The serials that are told; "same" when nothing has changed.
    std::vector<std::string> look(bool afresh = false)
    {
        calls.clear();
        const auto outcome = client.changes(afresh);
        EXPECT_EQ(failureOf(outcome), Failure{});
        const Changes& changes = std::get<0>(outcome).value();
        if (!changes.changed) return {"same"};
        std::vector<std::string> serials;
        for (const TokenInfo& token : changes.tokens) {
            serials.push_back(token.serial);
        }
        return serials;
    }

    const test::TempFolder folder;
    const std::string plugged = folder / "tokens";
    std::vector<std::string> calls;
    WorkerClient client = fakeClient(GetParam(), {}, {{"EKEY_FAKE_TOKENS", plugged}},
                                     [this](const Call& call) { calls.push_back(call.function); });
};

TEST_P(ChangesOf, arrivalsAndRemovals_areToldOnce)
{
    using testing::ElementsAre;
    plugIn(1);
    EXPECT_THAT(look(), ElementsAre("SERIAL"));
    EXPECT_THAT(look(), ElementsAre("same"));
    plugIn(3);
    EXPECT_THAT(look(), ElementsAre("SERIAL", "SERIAL1", "SERIAL2"));
    EXPECT_THAT(look(), ElementsAre("same"));
    plugIn(0);
    EXPECT_THAT(look(), ElementsAre());
    EXPECT_THAT(look(), ElementsAre("same"));
    EXPECT_THAT(look(true), ElementsAre());
}

INSTANTIATE_TEST_SUITE_P(FakeDriver, ChangesOf, testing::Values("events", "plain"));

TEST(Changes, libraryWithEvents_isAskedForNothingElse)
{
    std::vector<std::string> calls;
    auto client = fakeClient("events", {}, {}, [&](const Call& call) { calls.push_back(call.function); });
    EXPECT_EQ(failureOf(client.changes()), Failure{});
    calls.clear();
    EXPECT_EQ(failureOf(client.changes()), Failure{});
    EXPECT_THAT(calls, testing::ElementsAre("C_WaitForSlotEvent"));
}

TEST(Changes, libraryWithoutEvents_isAskedForThemOnce)
{
    std::vector<std::string> calls;
    auto client = fakeClient("plain", {}, {}, [&](const Call& call) { calls.push_back(call.function); });
    EXPECT_EQ(failureOf(client.changes()), Failure{});
    calls.clear();
    EXPECT_EQ(failureOf(client.changes()), Failure{});
    EXPECT_THAT(calls, testing::ElementsAre("C_GetSlotList", "C_GetSlotList", "C_GetTokenInfo"));
}

TEST(Changes, libraryWithEndlessEvents_isNotWaitedFor)
{
    auto client = fakeClient("events.endless");
    for (int times = 0; times < 2; ++times) {
        const auto outcome = client.changes();
        ASSERT_EQ(failureOf(outcome), Failure{});
        EXPECT_TRUE(std::get<0>(outcome)->changed);
    }
}

} // namespace
} // namespace ekey::token
