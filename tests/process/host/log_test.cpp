// ekey-host log: the real program.
#include "tests/process/host/installed_host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace ekey::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

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

TEST(LogCommand, withoutANumber_fiftyLinesAreShown)
{
    InstalledHost host;
    const fs::path log = host.folder / "log";
    const auto shown = [&] {
        const std::string output = host.command({"log", "--json", "--log", log.string()}).output;
        return std::count(output.begin(), output.end(), '\n');
    };
    std::string lines;
    for (int i = 0; i < 50; ++i) {
        lines += R"({"event":"listening"})" "\n";
    }
    writeFile(log, lines);
    EXPECT_EQ(50, shown());
    writeFile(log, lines + R"({"event":"stopped"})" "\n");
    EXPECT_EQ(50, shown());
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
