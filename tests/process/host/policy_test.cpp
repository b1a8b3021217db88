// Policies in layers, and that a running host follows them.
#include "core/json/reader.h"
#include "tests/process/host/host_under_test.h"
#include "tests/process/host/installed_host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <sys/stat.h>

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

/// A page with its window open, of a host whose policy changes then.
class OpenWindow : public testing::Test {
protected:
    OpenWindow()
    {
        json::Value policy = granting(portalOrigin, {"authenticate", "sign"});
        policy["modules"] = token.modules();
        host.systemPolicy(policy);
        host.script("wait"); // nobody answers
        host.start();
    }
    Page asking()
    {
        Page page = host.page();
        page.hello();
        const AwaitedFile question(host.folder / "asked");
        page.post("authenticate", authenticate);
        question.wait(host.process());
        return page;
    }

    DemonstrationToken token;
    InstalledHost host;
};

TEST_F(OpenWindow, rightTakenAway_closesItAtOnce)
{
    Page page = asking();
    host.userPolicy(granting(portalOrigin, {"sign"}));
    const json::Value answer = page.answer();
    EXPECT_EQ("origin.right", answer["error"]["message"]);
    EXPECT_EQ((json::Value{{"right", "authenticate"}}), answer["error"]["data"]["params"]);
}

TEST_F(OpenWindow, originTakenAway_closesItAndTheConnectionAtOnce)
{
    Page page = asking();
    host.dropIn("99-deny.json", {{"denied", {portalOrigin}}});
    EXPECT_FALSE(page.receive());
    EXPECT_EQ(1008U, page.closeCode());
    host.dropIn("99-deny.json", json::Value::object());
    host.script("cancel");
    Page next = host.page();
    next.hello();
    std::string code = "host.busy";
    while (code == "host.busy") {
        code = next.call("authenticate", authenticate)["error"]["message"].get<std::string>();
    }
    EXPECT_EQ("user.cancelled", code) << "the window before is gone";
}

TEST_F(OpenWindow, otherRightTakenAway_leavesItOpen)
{
    host.script("hold");
    mkfifo((host.folder / "held").c_str(), S_IRUSR | S_IWUSR);
    Page page = asking();
    host.userPolicy(granting(portalOrigin, {"authenticate"}));
    Page other = host.page(); // whose handshake reads the policy
    std::ofstream(host.folder / "held") << "pin 818181\n";
    EXPECT_TRUE(page.answer().contains("result"));
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

TEST(HostPolicy, fileThatIsWrongAsADocument_isToldInWordsAndNotInCodes)
{
    InstalledHost host;
    host.dropIn("50-bad.json", {{"allowAll", true}});
    const auto told = [&](const std::string& language) {
        return host.command({"origins", "list", "--language", language}).output + host.command({"doctor"}).output;
    };
    EXPECT_THAT(told("en"), HasSubstr("is wrong at /allowAll: The data has an unknown “allowAll”. Correct it"));
    EXPECT_THAT(told("zh-CN"), HasSubstr("/allowAll 有误：数据中有不认识的“allowAll”。请改正后重试"));
    EXPECT_THAT(told("en"), testing::Not(HasSubstr("member.unknown")));
    writeFile(host.systemFolder() / "policy.d/50-bad.json", "{");
    EXPECT_THAT(told("en"), HasSubstr("50-bad.json is wrong: The data is not valid JSON (at byte 1). Correct it"));
    EXPECT_THAT(told("en"), testing::Not(HasSubstr("json.syntax")));
}

TEST(HostPolicy, usersFolderThatOthersCanWrite_isRefusedInWordsByTheHostTheLogAndTheDoctor)
{
    InstalledHost host;
    host.userPolicy(granting(portalOrigin, {"sign"}));
    std::filesystem::permissions(host.userFile().parent_path(), std::filesystem::perms::all);
    const auto ended = host.command({});
    EXPECT_EQ(1, ended.status);
    EXPECT_THAT(ended.output, HasSubstr(host.userFile().parent_path().string()));
    EXPECT_THAT(ended.output, HasSubstr("chmod go-w"));
    EXPECT_THAT(readFile(host.defaultLog()), HasSubstr(R"("code":"policy.place")"));
    EXPECT_THAT(host.command({"doctor"}).output, HasSubstr("chmod go-w"));
}

TEST(HostHelp, commandsAndOptions_areDescribedInBothLanguages)
{
    InstalledHost host;
    for (const std::vector<std::string>& command : {std::vector<std::string>{},
                                                    {"modules"},
                                                    {"origins"},
                                                    {"origins", "list"},
                                                    {"origins", "add"},
                                                    {"origins", "remove"},
                                                    {"origins", "test"},
                                                    {"package"},
                                                    {"doctor"},
                                                    {"log"}}) {
        const auto help = [&](const std::string& language) {
            std::vector<std::string> words{"--language", language};
            words.insert(words.end(), command.begin(), command.end());
            words.emplace_back("--help");
            const auto ended = host.command(words);
            EXPECT_EQ(0, ended.status) << ended.output;
            return ended.output;
        };
        SCOPED_TRACE(command.empty() ? "" : command.back());
        EXPECT_THAT(help("zh-CN"), HasSubstr("显示这份说明后结束"));
        EXPECT_THAT(help("en"), HasSubstr("Shows this and ends"));
        EXPECT_THAT(help("zh-CN") + help("en"), testing::Not(HasSubstr("cli."))) << "a code without a text";
    }
    EXPECT_THAT(host.command({"--help"}, {{"LC_ALL", "zh_CN.UTF-8"}}).output, HasSubstr("电子钥匙为什么不能用"));
    EXPECT_THAT(host.command({"--help"}).output, HasSubstr("Why the key does not work"));
    EXPECT_NE(0, host.command({"--language", "fr", "doctor"}).status);
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
