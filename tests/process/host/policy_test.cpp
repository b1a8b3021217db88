// Policies in layers, and that a running host follows them.
#include "core/json/reader.h"
#include "tests/process/host/installed_host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

namespace ekey::test {
namespace {

using testing::HasSubstr;

const json::Value authenticate{{"nonce", "12345678123456781234567812345678912356789123"}};

TEST(HostPolicy, freshInstall_startsAndServesNobody)
{
    InstalledHost host;
    host.start();
    EXPECT_ANY_THROW(host.page());
    host.process().signal(SIGTERM);
    EXPECT_EQ(0, host.process().wait());
}

TEST(HostPolicy, dropInOfARunningHost_countsAtTheNextHandshake)
{
    InstalledHost host;
    host.start();
    EXPECT_ANY_THROW(host.page());
    host.dropIn("50-portal.json", granting(portalOrigin, {"authenticate"}));
    Page page = host.page();
    const json::Value hello =
        page.call("hello", {{"protocol", "ekey.v1"}, {"client", {{"name", "test"}, {"version", "1"}}}});
    EXPECT_EQ(json::Value{"authenticate"}, hello["result"]["capabilities"]);
}

TEST(HostPolicy, rightTakenAway_isRefusedAtTheNextRequest)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"authenticate", "sign"}));
    host.start();
    Page page = host.page();
    page.hello();
    EXPECT_EQ("token.none", page.call("authenticate", authenticate)["error"]["message"]);
    host.userPolicy(granting(portalOrigin, {"sign"}));
    EXPECT_EQ("origin.right", page.call("authenticate", authenticate)["error"]["message"]);
}

TEST(HostPolicy, originTakenAway_isClosedWith1008)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"authenticate"}));
    host.start();
    Page page = host.page();
    page.hello();
    host.dropIn("99-deny.json", {{"denied", {portalOrigin}}});
    page.post("certificates", json::Value::object());
    EXPECT_FALSE(page.receive());
    EXPECT_EQ(1008U, page.closeCode());
    EXPECT_ANY_THROW(host.page());
}

TEST(HostPolicy, hangupSignal_closesWhoSaysNothing)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"authenticate"}));
    host.start();
    Page idle = host.page();
    idle.hello();
    host.systemPolicy(granting("https://other.example", {"authenticate"}));
    host.process().signal(SIGHUP);
    EXPECT_FALSE(idle.receive());
    EXPECT_EQ(1008U, idle.closeCode());
    Page other = host.page({.origin = "https://other.example"});
    other.hello();
}

TEST(HostPolicy, handshakeOfOnePage_closesAnotherOnesConnection)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"authenticate"}));
    host.start();
    Page idle = host.page();
    idle.hello();
    host.systemPolicy(granting("https://other.example", {"authenticate"}));
    Page other = host.page({.origin = "https://other.example"});
    EXPECT_FALSE(idle.receive());
    EXPECT_EQ(1008U, idle.closeCode());
}

TEST(HostPolicy, pageThatGoesOnTalkingAfterItsDismissal_hurtsNobody)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"authenticate"}));
    host.start();
    Page page = host.page();
    page.hello();
    host.systemPolicy(granting("https://other.example", {"authenticate"}));
    page.post("certificates", json::Value::object());
    page.sendBinary("{}");
    EXPECT_FALSE(page.receive());
    Page other = host.page({.origin = "https://other.example"});
    other.hello();
}

TEST(HostPolicy, brokenFile_keepsTheLastGoodPolicyAndIsLogged)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"authenticate"}));
    host.start();
    writeFile(host.systemFolder() / "policy.json", "{\"origins\": 7}");
    Page page = host.page();
    page.hello();
    EXPECT_THAT(readFile(host.defaultLog()), HasSubstr(R"("event":"policy.broken")"));
    EXPECT_THAT(readFile(host.defaultLog()), HasSubstr(R"("pointer":"/origins")"));
}

TEST(HostPolicy, brokenFileAtTheStart_isRefusedWithItsNameAndPlace)
{
    InstalledHost host;
    host.dropIn("50-bad.json", granting("https://Portal.example", {"sign"}));
    const auto ended = host.command({});
    EXPECT_EQ(1, ended.status);
    EXPECT_THAT(ended.output, HasSubstr("policy.d/50-bad.json"));
    EXPECT_THAT(ended.output, HasSubstr("/origins/0/origin"));
}

TEST(HostPolicy, shorterPrompt_isWhatTheWindowGets)
{
    DemonstrationToken token;
    InstalledHost host;
    json::Value policy = granting(portalOrigin, {"authenticate"});
    policy["modules"] = token.modules();
    policy["limits"] = {{"promptSeconds", 30}};
    host.systemPolicy(policy);
    host.userPolicy({{"limits", {{"promptSeconds", 20}}}});
    host.script("cancel");
    host.start();
    Page page = host.page();
    page.hello();
    EXPECT_EQ("user.cancelled", page.call("authenticate", authenticate)["error"]["message"]);
    EXPECT_THAT(host.shown(), HasSubstr("SETTIMEOUT 20\n"));
}

} // namespace
} // namespace ekey::test
