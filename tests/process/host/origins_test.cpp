// ekey-host origins: the real program, its window scripted.
#include "tests/process/host/installed_host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sys/stat.h>

namespace ekey::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

const std::map<std::string, std::string> display{{"DISPLAY", ":test"}};

TEST(OriginsCommand, added_isAskedForWrittenAndListed)
{
    InstalledHost host;
    host.userPolicy({{"language", "en"}});
    host.script("ok");

    const auto added = host.command({"origins", "add", portalOrigin, "authenticate", "sign"}, display);

    EXPECT_EQ(0, added.status) << added.output;
    EXPECT_THAT(host.shown(), HasSubstr("https://portal.example"));
    EXPECT_THAT(host.shown(), HasSubstr("ask to log in with your key"));
    EXPECT_THAT(host.shown(), HasSubstr("CONFIRM\n"));
    EXPECT_THAT(host.shown(), Not(HasSubstr("GETPIN")));
    const json::Value written = parsed(readFile(host.userFile()));
    EXPECT_EQ("en", written["language"]);
    EXPECT_EQ(fs::perms::owner_read | fs::perms::owner_write, fs::status(host.userFile()).permissions());
    const json::Value all = parsed(host.command({"origins", "list", "--json"}).output);
    EXPECT_EQ(portalOrigin, all["origins"][0]["origin"]);
    EXPECT_EQ((json::Value{"authenticate", "sign"}), all["origins"][0]["rights"]);
    EXPECT_EQ(host.userFile().string(), all["origins"][0]["sources"][0]);
}

TEST(OriginsCommand, rightThatIsGivenAlready_takesNoOtherAway)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"authenticate", "sign"}));
    host.script("ok");
    const auto added = host.command({"origins", "add", portalOrigin, "sign"}, display);
    EXPECT_EQ(0, added.status) << added.output;
    EXPECT_THAT(added.output, HasSubstr("has these rights already"));
    EXPECT_EQ("", host.shown());
    EXPECT_FALSE(fs::exists(host.userFile()));
    const json::Value all = parsed(host.command({"origins", "list", "--json"}).output);
    EXPECT_EQ((json::Value{"authenticate", "sign"}), all["origins"][0]["rights"]);
}

TEST(OriginsCommand, rightThatIsAdded_joinsThoseThatCount)
{
    for (const bool listed : {false, true}) {
        InstalledHost host;
        if (listed) host.systemPolicy(granting(portalOrigin, {"authenticate", "sign"}));
        host.userPolicy(granting(portalOrigin, {"authenticate"}));
        host.script("ok");
        EXPECT_EQ(0, host.command({"origins", "add", portalOrigin, "sign", "sign"}, display).status);
        EXPECT_THAT(host.shown(), HasSubstr("ask to log in with your key"));
        EXPECT_EQ((json::Value{"authenticate", "sign"}), parsed(readFile(host.userFile()))["origins"][0]["rights"]);
        const json::Value all = parsed(host.command({"origins", "list", "--json"}).output);
        EXPECT_EQ((json::Value{"authenticate", "sign"}), all["origins"][0]["rights"]);
    }
}

/// `ekey-host origins add` with its window open.
class OpenOriginWindow : public testing::Test {
protected:
    OpenOriginWindow()
    {
        mkfifo((host.folder / "held").c_str(), S_IRUSR | S_IWUSR);
        host.script("hold\nok");
        const AwaitedFile question(host.folder / "asked");
        command = host.begin({"origins", "add", portalOrigin, "sign"}, display);
        question.wait(*command);
    }
    int agree()
    {
        std::ofstream(host.folder / "held") << "ok\n";
        return command->wait().value_or(-1);
    }
    std::size_t windows() const
    {
        std::size_t count = 0;
        const std::string shown = host.shown();
        for (std::size_t at = shown.find("CONFIRM\n"); at != std::string::npos; at = shown.find("CONFIRM\n", at + 1)) {
            ++count;
        }
        return count;
    }

    InstalledHost host;
    std::unique_ptr<Process> command;
};

TEST_F(OpenOriginWindow, whatIsWrittenMeanwhile_isKept)
{
    host.userPolicy(granting("https://other.example", {"sign"}));
    EXPECT_EQ(0, agree());
    const json::Value written = parsed(readFile(host.userFile()));
    EXPECT_EQ(2U, written["origins"].size()) << written;
    EXPECT_EQ(1U, windows());
}

TEST_F(OpenOriginWindow, rightsThatBecameOthersMeanwhile_areAskedForAgain)
{
    host.userPolicy(granting(portalOrigin, {"authenticate"}));
    EXPECT_EQ(0, agree());
    EXPECT_EQ(2U, windows());
    EXPECT_EQ((json::Value{"authenticate", "sign"}), parsed(readFile(host.userFile()))["origins"][0]["rights"]);
}

TEST_F(OpenOriginWindow, denialMeanwhile_isHeeded)
{
    host.dropIn("99-deny.json", {{"denied", {portalOrigin}}});
    EXPECT_EQ(1, agree());
    EXPECT_FALSE(fs::exists(host.userFile()));
}

TEST(OriginsCommand, rightThatAnAdministratorWithholds_isRefusedAndTakesNoneAway)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"authenticate", "sign"}));
    host.script("ok");
    EXPECT_EQ(1, host.command({"origins", "add", portalOrigin, "sign", "signDigest"}, display).status);
    EXPECT_FALSE(fs::exists(host.userFile()));
}

TEST(OriginsCommand, firstOriginOfAUser_makesAPrivateFolder)
{
    InstalledHost host;
    host.script("ok");
    EXPECT_EQ(0, host.command({"origins", "add", portalOrigin, "sign"}, display).status);
    EXPECT_EQ(fs::perms::owner_all, fs::status(host.userFile().parent_path()).permissions());
}

TEST(OriginsCommand, refusedWindow_writesNothing)
{
    InstalledHost host;
    for (const char* answer : {"cancel", "timeout"}) {
        host.script(answer);
        EXPECT_EQ(1, host.command({"origins", "add", portalOrigin, "sign"}, display).status) << answer;
        EXPECT_FALSE(fs::exists(host.userFile())) << answer;
    }
}

TEST(OriginsCommand, withoutDisplayAndTerminal_saysSo)
{
    InstalledHost host;
    const auto ended = host.command({"origins", "add", portalOrigin, "sign"});
    EXPECT_EQ(1, ended.status);
    EXPECT_THAT(ended.output, HasSubstr("neither a display nor a terminal"));
    EXPECT_EQ("", host.shown());
}

TEST(OriginsCommand, whatIsClosed_isRefusedBeforeAnyWindow)
{
    InstalledHost host;
    host.systemPolicy({{"closed", {"signDigest"}}, {"denied", {"https://bad.example"}}});
    host.script("ok");
    const auto expectRefusal = [&](std::vector<std::string> arguments, const std::string& text) {
        arguments.insert(arguments.begin(), {"origins", "add"});
        const auto ended = host.command(arguments, display);
        EXPECT_EQ(1, ended.status);
        EXPECT_THAT(ended.output, HasSubstr(text));
    };
    expectRefusal({portalOrigin, "sign", "signDigest"}, "does not let users give");
    expectRefusal({"https://bad.example", "sign"}, "denied");
    expectRefusal({"http://portal.example", "sign"}, "lower case");
    expectRefusal({portalOrigin, "everything"}, "there is no right");
    host.dropIn("close.json", {{"closed", {"origins"}}});
    expectRefusal({portalOrigin, "sign"}, "does not let users add sites");
    EXPECT_EQ("", host.shown());
    EXPECT_FALSE(fs::exists(host.userFile()));
}

TEST(OriginsCommand, removed_isGoneOrDeniedWhereAnAdministratorListsIt)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"sign"}));
    host.userPolicy(granting("https://other.example", {"sign"}));
    EXPECT_EQ(0, host.command({"origins", "remove", "https://other.example"}).status);
    EXPECT_EQ(0, host.command({"origins", "remove", portalOrigin}).status);
    EXPECT_EQ(1, host.command({"origins", "remove", "https://third.example"}).status);
    const json::Value all = parsed(host.command({"origins", "list", "--json"}).output);
    EXPECT_TRUE(all["origins"].empty());
    EXPECT_EQ(json::Value{portalOrigin}, all["denied"]);

    host.script("ok");
    EXPECT_EQ(0, host.command({"origins", "add", portalOrigin, "sign"}, display).status);
    EXPECT_EQ(1U, parsed(host.command({"origins", "list", "--json"}).output)["origins"].size());
}

TEST(OriginsCommand, test_agreesWithTheRunningHost)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"sign"}));
    host.start();
    for (const char* origin : {portalOrigin, "https://evil.example", "https://portal.example/", "null"}) {
        SCOPED_TRACE(origin);
        bool served = true;
        try {
            (void)host.page({.origin = origin});
        } catch (const std::exception&) {
            served = false;
        }
        const auto ended = host.command({"origins", "test", origin, "127.0.0.1:28931"});
        EXPECT_EQ(served ? 0 : 1, ended.status) << ended.output;
    }
    EXPECT_EQ(1, host.command({"origins", "test", portalOrigin, "evil.example:28931"}).status);
}

TEST(OriginsCommand, testWithAPort_asksAboutAHostOnThatPort)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"sign"}));
    EXPECT_EQ(0, host.command({"--port", "5000", "origins", "test", portalOrigin, "127.0.0.1:5000"}).status);
    EXPECT_EQ(1, host.command({"--port", "5000", "origins", "test", portalOrigin, "127.0.0.1:28931"}).status);
    EXPECT_EQ(0, host.command({"--port", "0", "origins", "test", portalOrigin, "127.0.0.1:28931"}).status);
}

TEST(OriginsCommand, privatePolicy_isListedAndNotEdited)
{
    InstalledHost host;
    const fs::path file = host.folder / "private.json";
    writeFile(file, R"({"developmentOrigins":[{"origin":"http://localhost:8480","rights":["sign"]}]})");
    fs::permissions(file, static_cast<fs::perms>(0600));
    EXPECT_THAT(host.command({"--policy", file.string(), "origins", "list"}).output,
                HasSubstr("http://localhost:8480"));
    EXPECT_EQ(1, host.command({"--policy", file.string(), "origins", "add", portalOrigin, "sign"}, display).status);
}

} // namespace
} // namespace ekey::test
