#include "portal/filings/promises.h"

#include <gtest/gtest.h>

namespace ekey::portal::filings {
namespace {

TEST(Promises, onWeekdays_weekendsDoNotCount)
{
    struct Case {
        const char* day;
        int workingDays;
        const char* promised;
    };
    for (const Case& each :
         {Case{"2026-11-23", 2, "2026-11-25"}, Case{"2026-11-26", 2, "2026-11-30"}, Case{"2026-11-27", 5, "2026-12-04"},
          Case{"2026-11-28", 1, "2026-11-30"}, Case{"2026-11-29", 1, "2026-11-30"}, Case{"2026-12-31", 1, "2027-01-01"},
          Case{"2026-11-28", 0, "2026-11-28"}, Case{"2028-02-28", 1, "2028-02-29"}}) {
        const Promise promise = onWeekdays(each.day, each.workingDays);
        EXPECT_EQ(promise.day, each.promised) << each.day << " + " << each.workingDays;
        EXPECT_TRUE(promise.provisional);
    }
}

TEST(Promises, onWeekdays_whatIsNoDayIsACallersMistake)
{
    for (const char* day : {"", "2026-11-31", "2026-1-1", "tomorrow!!", "2026-11-2x"}) {
        EXPECT_THROW(onWeekdays(day, 1), std::invalid_argument) << day;
    }
}

} // namespace
} // namespace ekey::portal::filings
