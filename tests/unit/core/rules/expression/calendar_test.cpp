#include "core/expression/calendar.h"

#include <gtest/gtest.h>
#include <random>

namespace ekey::expression {
namespace {

Day day(const char* text) { return *identifier::readIsoDay(text); }
std::int64_t number(const char* text) { return dayNumber(day(text)); }

/// National Day 2026: off from 1 to 7 October; 20 September and 10 October are worked.
json::Value nationalDay()
{
    return {{"years", {2026}},
            {"holidays",
             {"2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05", "2026-10-06", "2026-10-07"}},
            {"workdays", {"2026-09-20", "2026-10-10"}}};
}

Calendar calendar() { return *Calendar::read(nationalDay(), ""); }

std::string refusal(const json::Value& json)
{
    const auto read = Calendar::read(json, "/calendar");
    return read ? "" : read.error().code + " " + read.error().pointer;
}

TEST(calendar, dayNumber_countsFrom1970)
{
    EXPECT_EQ(number("1970-01-01"), 0);
    EXPECT_EQ(number("1969-12-31"), -1);
    EXPECT_EQ(number("2000-03-01"), 11017);
    EXPECT_EQ(number("2026-11-26"), 20783);
    EXPECT_EQ(number("1800-01-01"), -62091);
    EXPECT_EQ(number("9999-12-31"), 2932896);
}

TEST(calendar, dayOf_isTheInverseForEveryDay)
{
    Day expected = day("1800-01-01");
    for (std::int64_t at = number("1800-01-01"); at <= number("9999-12-31"); ++at) {
        ASSERT_EQ(dayOf(at), expected);
        ASSERT_EQ(dayNumber(expected), at);
        if (++expected.day > identifier::monthLength(expected.year, expected.month)) {
            expected.day = 1;
            if (++expected.month > 12) expected = {expected.year + 1, 1, 1};
        }
    }
}

TEST(calendar, leapYears_areThoseOfGregory)
{
    EXPECT_EQ(number("1900-03-01") - number("1900-02-28"), 1);
    EXPECT_EQ(number("2000-03-01") - number("2000-02-28"), 2);
    EXPECT_EQ(number("2024-03-01") - number("2024-02-28"), 2);
    EXPECT_EQ(number("2100-03-01") - number("2100-02-28"), 1);
}

TEST(calendar, addMonths_endsWithTheMonth)
{
    EXPECT_EQ(addMonths(day("2026-01-31"), 1), day("2026-02-28"));
    EXPECT_EQ(addMonths(day("2026-01-31"), 25), day("2028-02-29"));
    EXPECT_EQ(addMonths(day("2026-03-15"), -3), day("2025-12-15"));
    EXPECT_EQ(addMonths(day("2026-12-15"), 0), day("2026-12-15"));
}

TEST(calendar, withoutLists_weekendsAreOff)
{
    const Calendar plain;
    EXPECT_TRUE(plain.works(number("2026-11-27"))); // a Friday
    EXPECT_FALSE(plain.works(number("2026-11-28")));
    EXPECT_FALSE(plain.works(number("2026-11-29")));
    EXPECT_FALSE(plain.isPublished(2026));
    EXPECT_EQ(plain.between(number("2026-11-22"), number("2026-11-29")), 5);
}

TEST(calendar, nationalDay_isOffAndItsWeekendsAreWorked)
{
    const Calendar china = calendar();
    EXPECT_TRUE(china.isPublished(2026));
    EXPECT_FALSE(china.isPublished(2027));
    EXPECT_FALSE(china.works(number("2026-10-01")));
    EXPECT_TRUE(china.works(number("2026-10-10")));
    EXPECT_TRUE(china.works(number("2026-09-20")));
    EXPECT_FALSE(china.works(number("2026-10-11")));
    EXPECT_EQ(china.between(number("2026-09-30"), number("2026-10-10")), 3);
    EXPECT_EQ(china.between(number("2026-10-10"), number("2026-09-30")), -3);
    EXPECT_EQ(china.add(number("2026-09-30"), 1), number("2026-10-08"));
    EXPECT_EQ(china.add(number("2026-09-30"), 3), number("2026-10-10"));
    EXPECT_EQ(china.add(number("2026-10-08"), -1), number("2026-09-30"));
    EXPECT_EQ(china.add(number("2026-10-03"), 0), number("2026-10-03"));
}

TEST(calendar, betweenAndAdd_agreeWithCountingDayByDay)
{
    const Calendar china = calendar();
    std::mt19937 random(2026); // NOLINT: the same days every time
    std::uniform_int_distribution<std::int64_t> any(number("2026-08-01"), number("2026-12-31"));
    for (int i = 0; i < 2000; ++i) {
        const std::int64_t from = any(random), to = any(random);
        std::int64_t count = 0;
        for (std::int64_t at = std::min(from, to) + 1; at <= std::max(from, to); ++at) {
            count += china.works(at) ? 1 : 0;
        }
        ASSERT_EQ(china.between(from, to), from <= to ? count : -count);
        if (from < to && count > 0) {
            const std::int64_t last = china.add(from, count);
            ASSERT_TRUE(china.works(last) && last <= to && china.between(last, to) == 0);
        }
    }
}

TEST(calendar, lists_areDaysInOrderOrNot)
{
    json::Value shuffled = nationalDay();
    std::reverse(shuffled["holidays"].begin(), shuffled["holidays"].end());
    shuffled["holidays"].push_back("2026-10-01");
    const Calendar china = *Calendar::read(shuffled, "");
    EXPECT_EQ(china.between(number("2026-09-30"), number("2026-10-10")), 3);
}

TEST(calendar, whatIsNoCalendar_isRefused)
{
    const auto with = [](const char* member, const json::Value& value) {
        json::Value json = nationalDay();
        json[member] = value;
        return refusal(json);
    };
    EXPECT_EQ(with("years", {1899}), "calendar.day /calendar/years");
    EXPECT_EQ(with("years", {"2026"}), "calendar.day /calendar/years");
    EXPECT_EQ(with("holidays", {"2026-02-30"}), "calendar.day /calendar/holidays");
    EXPECT_EQ(with("holidays", {1}), "calendar.day /calendar/holidays");
    EXPECT_EQ(with("workdays", {"2026-10-12"}), "calendar.workday /calendar/workdays"); // a Monday
    EXPECT_EQ(with("workdays", {"2026-10-03"}), "calendar.workday /calendar/workdays"); // off at the same time
    EXPECT_NE(with("more", true), "");
    EXPECT_NE(refusal(nullptr), "");
}

TEST(calendar, lists_areLimited)
{
    const auto years = [](std::size_t count) {
        return json::Value{{"years", json::Value(std::vector<int>(count, 2026))},
                           {"holidays", json::Value::array()},
                           {"workdays", json::Value::array()}};
    };
    const auto days = [](std::size_t count) {
        return json::Value{{"years", {2026}},
                           {"holidays", json::Value(std::vector<std::string>(count, "2026-10-01"))},
                           {"workdays", json::Value::array()}};
    };
    EXPECT_EQ(refusal(years(100)), "");
    EXPECT_NE(refusal(years(101)), "");
    EXPECT_EQ(refusal(days(5000)), "");
    EXPECT_NE(refusal(days(5001)), "");
}

} // namespace
} // namespace ekey::expression
