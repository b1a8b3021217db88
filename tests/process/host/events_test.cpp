// What a page hears unasked, and what it can learn of keys before anybody has consented.
#include "tests/process/host/filing.h"

#include <gmock/gmock.h>

namespace ekey::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const json::Value none = json::Value::object();

class Arrivals : public testing::Test {
protected:
    Arrivals() { plugIn(1); }
    void plugIn(int tokens) { writeFile(folder / "tokens", std::to_string(tokens)); }
    static json::Value subscribe(Page& page, bool tokens)
    {
        return page.call("subscribe", {{"tokens", tokens}, {"operations", false}});
    }

    TempFolder folder;
    InstalledFakeDriver driver;
    HostUnderTest host{driver.modules("events", {{"EKEY_FAKE_TOKENS", (folder / "tokens").string()}})};
    Page page = [this] {
        Page opened = host.page();
        opened.hello();
        return opened;
    }();
};

TEST_F(Arrivals, keysThatAreThereAndThatComeAndGo_areTold)
{
    EXPECT_EQ((json::Value{{"tokens", true}, {"operations", false}}), subscribe(page, true)["result"]);
    EXPECT_EQ((json::Value{{"jsonrpc", "2.0"}, {"method", "token.added"}, {"params", none}}), page.answer());
    plugIn(2);
    EXPECT_EQ("token.added", page.answer()["method"]);
    plugIn(1);
    EXPECT_EQ("token.removed", page.answer()["method"]);
}

TEST_F(Arrivals, laterSubscriber_isToldWhatIsThere)
{
    subscribe(page, true);
    page.answer();
    Page other = host.page();
    other.hello();
    other.post("subscribe", {{"tokens", true}, {"operations", false}});
    EXPECT_EQ("token.added", other.answer()["method"]);
    EXPECT_TRUE(other.answer().contains("result"));
}

TEST_F(Arrivals, pageThatWantsNoMore_hearsNothing)
{
    subscribe(page, true);
    page.answer();
    EXPECT_TRUE(subscribe(page, false).contains("result"));
    // The next round tells everything again: whatever was still under way would come before it.
    plugIn(2);
    EXPECT_TRUE(page.call("tokens", none).contains("result"));
    subscribe(page, true);
    EXPECT_EQ("token.added", page.answer()["method"]);
    EXPECT_EQ("token.added", page.answer()["method"]);
}

TEST(ArrivalsOfTwoLibraries, oneKeySeenByBoth_isToldOnce)
{
    TempFolder folder;
    const std::string plugged = (folder / "tokens").string();
    writeFile(plugged, "1");
    InstalledFakeDriver driver;
    InstalledFakeDriver other;
    json::Value modules = driver.modules("events", {{"EKEY_FAKE_TOKENS", plugged}});
    modules.push_back(other.modules("events", {{"EKEY_FAKE_TOKENS", plugged}})[0]);
    HostUnderTest host(modules);
    Page page = host.page();
    page.hello();
    page.call("subscribe", {{"tokens", true}, {"operations", false}});

    EXPECT_EQ("token.added", page.answer()["method"]);
    writeFile(plugged, "0");
    EXPECT_EQ("token.removed", page.answer()["method"]);
    writeFile(plugged, "1");
    EXPECT_EQ("token.added", page.answer()["method"]);
    // Nothing else came: the next message is the answer.
    EXPECT_EQ(1U, page.call("tokens", none)["result"]["tokens"].size());
}

class Tokens : public Operations {};

TEST_F(Tokens, tokens_tellTheirPinStateAndCertificatesAndNotWhoseTheyAre)
{
    const json::Value answer = page.call("tokens", none);
    const json::Value& list = answer["result"]["tokens"];
    ASSERT_EQ(1U, list.size()) << answer;
    EXPECT_EQ(
        (json::Value{
            {"token", "t1"}, {"pin", "ok"}, {"ownPad", false}, {"pinToBeChanged", false}, {"certificates", {"k1"}}}),
        list[0]);
}

TEST_F(Tokens, ownersName_isToldOnlyAfterConsentAndOnlyToThatConnection)
{
    const auto certificate = [](Page& asking) {
        return asking.call("certificates", none)["result"]["certificates"][0];
    };
    EXPECT_FALSE(certificate(page).contains("subject"));
    host.script("cancel");
    page.call("authenticate", {{"nonce", nonce}});
    EXPECT_FALSE(certificate(page).contains("subject"));

    host.script("pin 818181");
    page.call("authenticate", {{"nonce", nonce}});

    EXPECT_EQ("天津示范进出口有限公司", certificate(page)["subject"]);
    Page other = greeted();
    EXPECT_FALSE(certificate(other).contains("subject"));
}

TEST_F(Tokens, diagnose_findsAUsableKeyAndTellsNothingOfTheComputer)
{
    const json::Value answer = page.call("diagnose", none);

    const json::Value& steps = answer["result"]["steps"];
    ASSERT_EQ(8U, steps.size()) << answer;
    for (std::size_t i = 3; i < steps.size(); ++i) { // driver, token, certificate, validity, pin
        EXPECT_EQ("ok", steps[i]["state"]) << steps[i];
    }
    EXPECT_THAT(answer.dump(), Not(HasSubstr("softhsm")));
    EXPECT_THAT(answer.dump(), Not(HasSubstr("天津")));
}

TEST(Diagnose, hostWithoutAKey_saysWhichStepFails)
{
    HostUnderTest host;
    Page page = host.page();
    page.hello();
    const json::Value steps = page.call("diagnose", none)["result"]["steps"];
    ASSERT_EQ(8U, steps.size());
    EXPECT_EQ("driver", steps[3]["step"]);
    EXPECT_EQ("failed", steps[3]["state"]);
    EXPECT_EQ("not_reached", steps[4]["state"]);
}

TEST_F(Tokens, cancel_closesTheWindowOfTheOwnOperation)
{
    host.script("wait");
    const auto question = host.nextQuestion();
    page.call("subscribe", {{"tokens", false}, {"operations", true}});
    page.post("authenticate", {{"nonce", nonce}});
    EXPECT_EQ("window", page.answer()["params"]["state"]);
    question->wait(host.process());
    Page other = greeted();
    EXPECT_EQ(false, other.call("cancel", none)["result"]["cancelled"]);

    EXPECT_EQ(true, page.call("cancel", none)["result"]["cancelled"]);

    const json::Value event = page.answer();
    EXPECT_EQ("operation.cancelled", event["method"]);
    EXPECT_EQ("user.cancelled", event["params"]["code"]);
    EXPECT_EQ("user.cancelled", errorCode(page.answer()));
    EXPECT_EQ(false, page.call("cancel", none)["result"]["cancelled"]);
}

TEST_F(Tokens, windowsThatNobodyWants_areRationedPerSite)
{
    host.script("cancel");
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ("user.cancelled", errorCode(page.call("authenticate", {{"nonce", nonce}})));
    }
    const std::string shown = host.shown();

    const json::Value refused = page.call("authenticate", {{"nonce", nonce}});

    EXPECT_EQ("host.prompts", errorCode(refused));
    EXPECT_LE(errorParams(refused)["seconds"].get<int>(), 60);
    EXPECT_EQ(shown, host.shown());
    EXPECT_EQ("host.prompts", errorCode(greeted().call("authenticate", {{"nonce", nonce}}))); // not by a new connection
    host.script("pin 818181");
    Page elsewhere = greeted({.origin = developmentOrigin});
    EXPECT_TRUE(elsewhere.call("authenticate", {{"nonce", nonce}}).contains("result"));
}

} // namespace
} // namespace ekey::test
