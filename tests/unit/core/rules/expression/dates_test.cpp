#include "tests/unit/core/rules/expression/told.h"

namespace ekey {
namespace {

using Scope = test::ExpressionScope;

TEST(dates, days_areCountedBetweenTwo)
{
    EXPECT_EQ(told("days('2026-11-26', '2026-11-27')"), "int 1");
    EXPECT_EQ(told("days('2026-11-26', '2026-11-26')"), "int 0");
    EXPECT_EQ(told("days('2024-03-01', '2024-02-28')"), "int -2");
    EXPECT_EQ(told("days('1800-01-01', '9999-12-31')"), "int 2994987");
}

TEST(dates, whatIsNoDay_isNamed)
{
    for (const char* bad : {"", "2026-02-29", "1799-12-31", "2026-1-1", "20260101", "2026-01-01 ", "10000-01-01"}) {
        EXPECT_EQ(told("days('" + std::string(bad) + "', '2026-01-01')"), "day") << bad;
        EXPECT_EQ(told("addDays('" + std::string(bad) + "', 1)"), "day") << bad;
    }
    EXPECT_EQ(told("days(unset, '2026-01-01')"), "blank: no_overload");
}

TEST(dates, years_areCountedUpOnTheAnniversary)
{
    EXPECT_EQ(told("years('2000-11-26', '2026-11-25')"), "int 25");
    EXPECT_EQ(told("years('2000-11-26', '2026-11-26')"), "int 26");
    EXPECT_EQ(told("years('2026-11-26', '2000-11-26')"), "int -26");
    EXPECT_EQ(told("years('2004-02-29', '2005-02-28')"), "int 0");
    EXPECT_EQ(told("years('2004-02-29', '2005-03-01')"), "int 1");
}

TEST(dates, addDaysAndMonths_stayInTheCalendar)
{
    EXPECT_EQ(told("addDays('2026-12-31', 1)"), "string \"2027-01-01\"");
    EXPECT_EQ(told("addDays('2024-03-01', -1)"), "string \"2024-02-29\"");
    EXPECT_EQ(told("addMonths('2026-01-31', 1)"), "string \"2026-02-28\"");
    EXPECT_EQ(told("addMonths('2026-01-31', -2)"), "string \"2025-11-30\"");
    EXPECT_EQ(told("addMonths('2024-02-29', 12)"), "string \"2025-02-28\"");
}

TEST(dates, results_areOfTheYears1800To9999)
{
    EXPECT_EQ(told("addDays('9999-12-30', 1)"), "string \"9999-12-31\"");
    EXPECT_EQ(told("addDays('9999-12-31', 1)"), "overflow");
    EXPECT_EQ(told("addDays('1800-01-01', -1)"), "overflow");
    EXPECT_EQ(told("addMonths('9999-12-01', 1)"), "overflow");
    EXPECT_EQ(told("addWorkingDays('9999-12-31', 1)"), "overflow");
}

TEST(dates, steps_areLimited)
{
    EXPECT_EQ(told("addDays('2026-01-01', 100000)"), "string \"2299-10-17\"");
    EXPECT_EQ(told("addDays('2026-01-01', 100001)"), "overflow");
    EXPECT_EQ(told("addWorkingDays('2026-01-01', -100001)"), "overflow");
    EXPECT_EQ(told("addMonths('2026-01-01', 9223372036854775807)"), "overflow");
    EXPECT_EQ(told("addDays('2026-01-01', -9223372036854775808)"), "overflow");
}

TEST(dates, workingDays_arePaidFor)
{
    EXPECT_EQ(told("addWorkingDays('2026-01-01', 1000)", {}, 1004), "string \"2029-11-01\"");
    EXPECT_EQ(told("addWorkingDays('2026-01-01', 1000)", {}, 1000), "cost");
}

TEST(dates, workingDays_followTheCalendar)
{
    Scope scope;
    scope.days = *expression::Calendar::read(
        {{"years", {2026}}, {"holidays", {"2026-01-01", "2026-01-02", "2026-01-03"}}, {"workdays", {"2026-01-04"}}},
        "");
    EXPECT_EQ(told("workingDays('2025-12-31', '2026-01-05')", scope), "int 2");
    EXPECT_EQ(told("workingDays('2025-12-31', '2026-01-05')"), "int 3");
    EXPECT_EQ(told("addWorkingDays('2025-12-31', 1)", scope), "string \"2026-01-04\"");
    EXPECT_EQ(told("addWorkingDays('2026-01-04', -1)", scope), "string \"2025-12-31\"");
}

} // namespace
} // namespace ekey
