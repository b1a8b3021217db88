#include "native-host/host/refusal_log.h"

#include "core/json/reader.h"
#include "native-host/host/limits.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace ekey::host {
namespace {

using namespace std::chrono_literals;

class RefusalLogTest : public testing::Test {
protected:
    std::vector<json::Value> lines() const
    {
        std::vector<json::Value> all;
        std::istringstream in(test::readFile(folder / "log"));
        for (std::string line; std::getline(in, line);) {
            const auto read = json::read(line);
            EXPECT_TRUE(read) << line;
            if (read) all.push_back(*read);
        }
        return all;
    }
    void refuse(const std::string& origin, std::size_t times = 1)
    {
        for (std::size_t i = 0; i < times; ++i) {
            refusals->event("handshake", {{"status", 403}, {"origin", origin}}, {{"correlation", i}}, now);
        }
    }

    const test::TempFolder folder;
    Log log{(folder / "log").string()};
    std::optional<RefusalLog> refusals{std::in_place, log};
    RefusalLog::Time now = RefusalLog::Time() + 24h;
};

TEST_F(RefusalLogTest, asManyAsTheLimitAndOneMore_areWrittenAndCounted)
{
    refuse("https://evil.example", limits::loggedRefusals + 1);
    ASSERT_EQ(lines().size(), limits::loggedRefusals);
    EXPECT_EQ(lines().back()["correlation"], limits::loggedRefusals - 1);
    now += limits::refusalLog;
    refuse("https://other.example");
    ASSERT_EQ(lines().size(), limits::loggedRefusals + 2);
    const json::Value count = lines()[limits::loggedRefusals];
    EXPECT_EQ(count["event"], "handshake");
    EXPECT_EQ(count["origin"], "https://evil.example");
    EXPECT_EQ(count["more"], 1);
    EXPECT_FALSE(count.contains("correlation"));
}

TEST_F(RefusalLogTest, otherKinds_areWrittenMeanwhile)
{
    refuse("https://evil.example", 100);
    refuse("https://other.example");
    EXPECT_EQ(lines().back()["origin"], "https://other.example");
}

TEST_F(RefusalLogTest, sameKindAMinuteLater_isWrittenAgainAndOneInstantEarlierIsNot)
{
    refuse("https://evil.example", limits::loggedRefusals);
    now += limits::refusalLog - 1ns;
    refuse("https://evil.example");
    EXPECT_EQ(lines().size(), limits::loggedRefusals);
    now += 1ns;
    refuse("https://evil.example");
    EXPECT_EQ(lines().size(), limits::loggedRefusals + 2) << "the count, and the new one";
}

TEST_F(RefusalLogTest, moreKindsThanAreToldApart_areCountedAsOne)
{
    for (std::size_t i = 0; i < limits::refusalKinds; ++i) {
        refuse("https://" + std::to_string(i) + ".example");
    }
    EXPECT_EQ(lines().size(), limits::refusalKinds);
    for (std::size_t i = 0; i < 1000; ++i) {
        refuse("https://" + std::to_string(i) + ".evil.example");
    }
    EXPECT_EQ(lines().size(), limits::refusalKinds + limits::loggedRefusals);
    refusals.reset();
    EXPECT_EQ(lines().back()["event"], "refusals");
    EXPECT_EQ(lines().back()["more"], 1000 - limits::loggedRefusals);
}

TEST_F(RefusalLogTest, end_tellsWhatWasCounted)
{
    refuse("https://evil.example", limits::loggedRefusals + 7);
    refusals.reset();
    EXPECT_EQ(lines().back()["more"], 7);
}

} // namespace
} // namespace ekey::host
