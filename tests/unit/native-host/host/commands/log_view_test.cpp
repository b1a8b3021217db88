#include "native-host/host/commands/log_view.h"

#include "native-host/host/installation.h"
#include "native-host/host/log.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ekey::host {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(LogView, lines_comeFromOlderFilesToo)
{
    test::TempFolder folder;
    test::writeFile(folder / "host.log", "5\n6\n");
    test::writeFile(folder / "host.1.log", "3\n4\n");
    test::writeFile(folder / "host.2.log", "1\n2\n");
    EXPECT_THAT(lastLines(folder / "host.log", 3), ElementsAre("4", "5", "6"));
    EXPECT_THAT(lastLines(folder / "host.log", 2), ElementsAre("5", "6"));
    EXPECT_EQ(6U, lastLines(folder / "host.log", 100).size());
    EXPECT_EQ(0U, lastLines(folder / "host.log", 0).size());
}

TEST(LogView, code_isShownByItsText)
{
    const auto row = logRow(R"({"at":"2026-11-27T03:00:00.000Z","code":"pin.locked","correlation":"ab",)"
                            R"("event":"refused","origin":"https://portal.example"})",
                            catalogue("en"));
    ASSERT_EQ(4U, row.size());
    EXPECT_EQ("2026-11-27T03:00:00.000Z", row[0]);
    EXPECT_EQ("refused", row[1]);
    EXPECT_EQ("https://portal.example", row[2]);
    EXPECT_THAT(row[3], HasSubstr("The key is locked"));
    EXPECT_THAT(row[3], HasSubstr("code=pin.locked"));
    EXPECT_THAT(row[3], HasSubstr("correlation=ab"));
}

TEST(LogView, othersText_reachesNoTerminalAsCommands)
{
    const auto row =
        logRow(R"({"at":"now","event":"handshake","origin":"\u001b[2Jhttps://evil.example"})", catalogue("en"));
    EXPECT_THAT(row[2], Not(HasSubstr("\x1b")));
    EXPECT_THAT(logRow("\x1b[2J not json", catalogue("en"))[0], Not(HasSubstr("\x1b")));
}

TEST(Log, fileAtItsLimit_makesRoomAndKeepsSoMany)
{
    test::TempFolder folder;
    {
        Log log((folder / "host.log").string());
        const std::string filler(limits::logBytes / 4, 'x');
        for (std::size_t i = 0; i < 4 * (limits::oldLogs + 3); ++i) {
            log.event("filler", {{"text", filler}});
        }
    }
    for (std::size_t age = 1; age <= limits::oldLogs; ++age) {
        EXPECT_TRUE(std::filesystem::exists(folder / ("host." + std::to_string(age) + ".log"))) << age;
    }
    EXPECT_FALSE(std::filesystem::exists(folder / ("host." + std::to_string(limits::oldLogs + 1) + ".log")));
    EXPECT_LE(std::filesystem::file_size(folder / "host.log"), limits::logBytes);
}

} // namespace
} // namespace ekey::host
