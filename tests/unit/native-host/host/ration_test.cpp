#include "native-host/host/ration.h"

#include "native-host/host/limits.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

using std::chrono::seconds;

const std::string site = "https://portal.example";
const Ration::Time start{};

class Rationed : public testing::Test {
protected:
    void refuse(std::size_t times, Ration::Time at)
    {
        for (std::size_t i = 0; i < times; ++i) {
            ration.refused(site, at);
        }
    }
    Ration ration;
};

TEST_F(Rationed, asManyRefusalsAsTheLimitAndOneFewer_closeAndLeaveOpen)
{
    refuse(limits::refusedPrompts - 1, start);
    EXPECT_FALSE(ration.wait(site, start));
    refuse(1, start + seconds(10));
    EXPECT_EQ(limits::refusalMemory - seconds(10), ration.wait(site, start + seconds(10)));
}

TEST_F(Rationed, refusals_areForgottenAfterTheirTime)
{
    refuse(limits::refusedPrompts, start);
    EXPECT_EQ(seconds(1), ration.wait(site, start + limits::refusalMemory - seconds(1)));
    EXPECT_FALSE(ration.wait(site, start + limits::refusalMemory));
}

TEST_F(Rationed, consent_makesUpForRefusals)
{
    refuse(limits::refusedPrompts - 1, start);
    ration.accepted(site);
    refuse(1, start);
    EXPECT_FALSE(ration.wait(site, start));
}

TEST_F(Rationed, windowLeftAlone_isEnoughByItself)
{
    ration.leftAlone(site, start);
    EXPECT_EQ(limits::refusalMemory, ration.wait(site, start));
    EXPECT_FALSE(ration.wait(site, start + limits::refusalMemory));
}

TEST_F(Rationed, otherSites_areNotHeldBack)
{
    refuse(limits::refusedPrompts, start);
    EXPECT_FALSE(ration.wait("https://other.example", start));
}

} // namespace
} // namespace ekey::host
