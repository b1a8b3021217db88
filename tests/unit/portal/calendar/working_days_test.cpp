#include "portal/calendar/working_days.h"

#include "portal/refused.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace ekey::portal::calendar {
namespace {

const Published& published()
{
    static const Published years = readPublished(EKEY_SOURCE_DIR "/forms");
    return years;
}

Day day(const char* text)
{
    const auto read = identifier::readIsoDay(text);
    EXPECT_TRUE(read) << text;
    return read.value_or(Day{});
}

std::string after(const char* from, int n)
{
    return identifier::iso(WorkingDays(published()).addWorkingDays(day(from), n));
}

TEST(WorkingDays, isWorkingDay_holidaysAreFreeAndSomeWeekendsAreWorked)
{
    const WorkingDays days(published());
    // 国办发明电〔2025〕7号
    for (const char* worked : {"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
                               "2026-01-05", "2026-02-13", "2026-02-24", "2026-09-30", "2026-10-08", "2026-12-31"}) {
        EXPECT_TRUE(days.isWorkingDay(day(worked))) << worked;
    }
    for (const char* free : {"2026-01-01", "2026-01-02", "2026-01-03", "2026-02-16", "2026-02-23", "2026-04-06",
                             "2026-05-05", "2026-06-19", "2026-09-25", "2026-10-07", "2026-01-10", "2026-10-11"}) {
        EXPECT_FALSE(days.isWorkingDay(day(free))) << free;
    }
}

TEST(WorkingDays, addWorkingDays_countsAcrossTheSpringFestival)
{
    EXPECT_EQ(after("2026-02-13", 1), "2026-02-14"); // a Saturday, worked
    EXPECT_EQ(after("2026-02-13", 2), "2026-02-24"); // nine days off lie between
    EXPECT_EQ(after("2026-02-18", 5), "2026-02-28"); // from within them to a Saturday that is worked
    EXPECT_EQ(after("2026-02-18", 6), "2026-03-02");
}

TEST(WorkingDays, addWorkingDays_countsAcrossTheNationalDay)
{
    EXPECT_EQ(after("2026-09-30", 1), "2026-10-08");
    EXPECT_EQ(after("2026-09-30", 3), "2026-10-10");
    EXPECT_EQ(after("2026-09-30", 4), "2026-10-12");
}

TEST(WorkingDays, addWorkingDays_goesOnIntoAYearWithoutANotice)
{
    EXPECT_EQ(after("2026-12-30", 1), "2026-12-31");
    EXPECT_EQ(after("2026-12-30", 2), "2027-01-01"); // a Friday: nobody has said yet that it is free
    EXPECT_EQ(after("2026-12-30", 3), "2027-01-04");
    const WorkingDays days(published());
    EXPECT_FALSE(days.provisional(day("2026-12-30"), day("2026-12-31")));
    EXPECT_TRUE(days.provisional(day("2026-12-30"), day("2027-01-01")));
    EXPECT_TRUE(days.provisional(day("2025-12-31"), day("2026-01-05")));
}

TEST(WorkingDays, addWorkingDays_noneIsTheDayItselfWorkedOrNot)
{
    EXPECT_EQ(after("2026-10-01", 0), "2026-10-01");
    EXPECT_EQ(after("2026-10-08", 0), "2026-10-08");
}

TEST(WorkingDays, addWorkingDays_hasLimits)
{
    EXPECT_EQ(after("2025-12-31", WorkingDays::stepsMost).substr(0, 4), "2029");
    EXPECT_THROW(after("2026-01-01", WorkingDays::stepsMost + 1), std::out_of_range);
    EXPECT_THROW(after("2026-01-01", -1), std::out_of_range);
}

TEST(WorkingDays, everyYearAtItsLimitsIsTakenByTheCore)
{
    Published years;
    for (int year = firstYear; year <= lastYear; ++year) {
        Year& full = years[year] = {.year = year, .holidays = {}, .workingWeekends = {}, .source = "x"};
        for (Day at{year, 1, 1}; full.holidays.size() < holidaysMost;) {
            full.holidays.push_back(at);
            at = expression::dayOf(expression::dayNumber(at) + 1);
        }
    }
    EXPECT_FALSE(WorkingDays(years).isWorkingDay({lastYear, 1, 1}));
}

TEST(Published, holdsTheYearsOfTheFileWithTheirSources)
{
    ASSERT_TRUE(published().contains(2026));
    EXPECT_EQ(published().at(2026).holidays.size(), 33U);
    EXPECT_EQ(published().at(2026).workingWeekends.size(), 6U);
    EXPECT_NE(published().at(2026).source.find("国办发明电〔2025〕7号"), std::string::npos);
}

TEST(Published, whatIsNoCalendarIsRefused)
{
    const test::TempFolder folder;
    EXPECT_THROW(readPublished(folder.path().string()), Refused); // no file
    for (const char* text :
         {"", "[]", R"({"years":[2026],"holidays":["2026-01-01"],"workdays":[],"source":{}})",
          R"({"years":[2019],"holidays":["2019-01-01"],"workdays":[],"source":{"2019":"x"}})",
          R"({"years":[2026],"holidays":["2026-01-01","2027-01-01"],"workdays":[],"source":{"2026":"x"}})"}) {
        test::writeFile(folder / "calendar.json", text);
        EXPECT_THROW(readPublished(folder.path().string()), Refused) << text;
    }
    test::writeFile(folder / "calendar.json",
                    R"({"years":[2026],"holidays":["2026-01-01"],"workdays":[],"source":{"2026":"x"}})");
    EXPECT_EQ(readPublished(folder.path().string()).size(), 1U);
}

} // namespace
} // namespace ekey::portal::calendar
