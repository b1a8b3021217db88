// ekey-host origins, package and log: the real program, its window scripted.
#include "core/json/reader.h"
#include "native-host/host/limits.h"
#include "tests/process/host/installed_host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace ekey::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

const std::map<std::string, std::string> display{{"DISPLAY", ":test"}};

json::Value parsed(const std::string& text)
{
    const auto read = json::read(text);
    EXPECT_TRUE(read) << text;
    return read ? *read : json::Value();
}

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

TEST(PackageCommand, package_isReproducibleAndADropIn)
{
    InstalledHost host;
    const auto make = [&](const std::string& name) {
        const fs::path file = host.folder / name;
        const auto ended = host.command({"package", "--origin", "https://portal.example:8443", "--right",
                                         "authenticate", "--output", file.string()});
        EXPECT_EQ(0, ended.status) << ended.output;
        return file;
    };
    const fs::path first = make("one.deb");
    EXPECT_EQ(readFile(first), readFile(make("two.deb")));
    EXPECT_FALSE(fs::exists(host.folder / "one.deb.work"));

    const auto dpkg = [&](std::vector<std::string> arguments) {
        const fs::path output = host.folder / "dpkg-output";
        writeFile(output, "");
        run("/usr/bin/dpkg-deb", arguments, {.environment = {}, .output = output});
        return readFile(output);
    };
    const std::string contents = dpkg({"-c", first.string()});
    EXPECT_THAT(contents, HasSubstr("-rw-r--r-- root/root"));
    EXPECT_THAT(contents, HasSubstr("./etc/ekey/policy.d/50-portal.example-8443.json"));
    const std::string about = dpkg({"-I", first.string()});
    EXPECT_THAT(about, HasSubstr("Package: ekey-policy-portal.example-8443\n"));
    EXPECT_THAT(about, HasSubstr("Architecture: all"));

    dpkg({"-x", first.string(), (host.folder / "root").string()});
    const fs::path installed = host.folder / "root/etc/ekey/policy.d/50-portal.example-8443.json";
    fs::copy_file(installed, host.systemFolder() / "policy.d" / installed.filename());
    const json::Value all = parsed(host.command({"origins", "list", "--json"}).output);
    EXPECT_EQ("https://portal.example:8443", all["origins"][0]["origin"]);
    EXPECT_EQ(json::Value{"authenticate"}, all["origins"][0]["rights"]);
}

TEST(PackageCommand, removedPackage_takesItsRightsAlong)
{
    InstalledHost host;
    const fs::path file = host.folder / "policy.deb";
    ASSERT_EQ(0, host.command({"package", "--origin", portalOrigin, "--output", file.string()}).status);
    const fs::path root = host.folder / "root";
    for (const char* folder : {"info", "updates"})
        fs::create_directories(root / "var/lib/dpkg" / folder);
    writeFile(root / "var/lib/dpkg/status", "");
    const auto dpkg = [&](const std::string& what, const std::string& object) {
        run("/usr/bin/dpkg",
            {"--root=" + root.string(), "--log=" + (host.folder / "dpkg-log").string(), "--force-not-root",
             "--force-bad-path", what, object},
            {.environment = {}, .output = host.folder / "dpkg-output"});
    };
    const fs::path installed = root / "etc/ekey/policy.d/50-portal.example.json";
    dpkg("--install", file.string());
    EXPECT_TRUE(fs::exists(installed));
    dpkg("--remove", "ekey-policy-portal.example");
    EXPECT_FALSE(fs::exists(installed));
}

TEST(PackageCommand, rightNamedTwice_isWrittenOnce)
{
    InstalledHost host;
    const fs::path file = host.folder / "policy.deb";
    ASSERT_EQ(0, host.command({"package", "--origin", portalOrigin, "--right", "sign", "--right", "sign", "--output",
                               file.string()})
                     .status);
    run("/usr/bin/dpkg-deb", {"-x", file.string(), (host.folder / "root").string()},
        {.environment = {}, .output = host.folder / "dpkg-output"});
    EXPECT_EQ(json::Value{"sign"},
              parsed(readFile(host.folder / "root/etc/ekey/policy.d/50-portal.example.json"))["origins"][0]["rights"]);
}

TEST(PackageCommand, folderThatAKilledRunLeft_isNotInTheWayAndStays)
{
    InstalledHost host;
    const fs::path file = host.folder / "policy.deb";
    fs::create_directory(host.folder / "policy.deb.work");
    EXPECT_EQ(0, host.command({"package", "--origin", portalOrigin, "--output", file.string()}).status);
    EXPECT_TRUE(fs::exists(file));
    EXPECT_TRUE(fs::exists(host.folder / "policy.deb.work"));
    EXPECT_FALSE(fs::exists(host.folder / "policy.deb.work1"));
}

TEST(PackageCommand, whatIsNoOriginRightOrVersion_isRefused)
{
    InstalledHost host;
    const std::string output = (host.folder / "x.deb").string();
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--origin", "http://portal.example"},
                                                  {"--origin", portalOrigin, "--right", "everything"},
                                                  {"--origin", portalOrigin, "--package-version", "1 or 2"}}) {
        std::vector<std::string> arguments{"package", "--output", output};
        arguments.insert(arguments.end(), wrong.begin(), wrong.end());
        EXPECT_EQ(1, host.command(arguments).status) << wrong.back();
    }
    EXPECT_FALSE(fs::exists(output));
}

TEST(LogCommand, defaultLog_isPrivateAndShown)
{
    InstalledHost host;
    EXPECT_EQ(1, host.command({"log"}).status);
    host.systemPolicy(granting(portalOrigin, {"sign"}));
    host.start();
    EXPECT_ANY_THROW(host.page({.origin = "https://evil.example"}));
    EXPECT_EQ(fs::perms::owner_read | fs::perms::owner_write, fs::status(host.defaultLog()).permissions());
    EXPECT_EQ(fs::perms::owner_all, fs::status(host.defaultLog().parent_path()).permissions());
    const auto last = host.command({"log", "--last", "1"});
    EXPECT_THAT(last.output, testing::ContainsRegex("^20.*Z  handshake  https://evil.example  .*reason=origin.*\n$"));
    EXPECT_EQ("handshake", parsed(host.command({"log", "--last", "1", "--json"}).output)["event"]);
}

TEST(LogCommand, follow_showsWhatComes)
{
    InstalledHost host;
    host.systemPolicy(granting(portalOrigin, {"sign"}));
    host.start();
    const fs::path output = host.folder / "followed";
    Process follower(hostProgram, {"log", "--follow", "--last", "1", "--log", host.defaultLog().string()},
                     {.environment = {}, .output = output});
    const auto awaitLine = [&](const std::string& text) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (std::chrono::steady_clock::now() < end) {
            if (fs::exists(output) && readFile(output).find(text) != std::string::npos) return true;
            EXPECT_FALSE(follower.wait(std::chrono::milliseconds(20)));
        }
        return false;
    };
    EXPECT_TRUE(awaitLine("listening"));
    EXPECT_ANY_THROW(host.page({.origin = "https://evil.example"}));
    EXPECT_TRUE(awaitLine("https://evil.example"));
}

TEST(LogCommand, followedLogWithoutAFolderInItsName_isFoundWhereThePersonStands)
{
    InstalledHost host;
    writeFile(host.folder / "log", "first\n");
    const fs::path output = host.folder / "followed";
    writeFile(output, "");
    Process follower("/bin/sh",
                     {"-c", "cd \"$1\" && exec \"$2\" log --follow --log log", "sh", host.folder.path().string(),
                      hostProgram.string()},
                     {.environment = {}, .output = output});
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    const auto shows = [&](const char* text) { return readFile(output).find(text) != std::string::npos; };
    while (!shows("second") && std::chrono::steady_clock::now() < end) {
        ASSERT_FALSE(follower.wait(std::chrono::milliseconds(20))) << readFile(output);
        if (shows("first")) std::ofstream(host.folder / "log", std::ios::app) << "second\n";
    }
    EXPECT_TRUE(shows("second"));
}

TEST(LogCommand, dash_isStandardError)
{
    InstalledHost host;
    host.start({"--log", "-"});
    EXPECT_THAT(readFile(host.folder / "output"), HasSubstr(R"("event":"listening")"));
    EXPECT_FALSE(fs::exists(host.defaultLog()));
}

} // namespace
} // namespace ekey::test
