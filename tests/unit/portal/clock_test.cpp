#include "portal/clock.h"

#include <gtest/gtest.h>

namespace ekey::portal {
namespace {

TEST(Clock, dateInChina_changesAtMidnightThere)
{
    constexpr Time midnight = 1795449600; // 2026-11-23T16:00:00Z
    EXPECT_EQ(timestamp(midnight), "2026-11-23T16:00:00Z");
    EXPECT_EQ(dateInChina(midnight - 1), "2026-11-23");
    EXPECT_EQ(dateInChina(midnight), "2026-11-24");
}

TEST(Clock, dateInChina_knowsLeapDays)
{
    EXPECT_EQ(dateInChina(1709164800), "2024-02-29");
    EXPECT_EQ(timestamp(0), "1970-01-01T00:00:00Z");
}

} // namespace
} // namespace ekey::portal
