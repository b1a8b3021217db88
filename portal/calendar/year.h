// One year of the calendar: what the State Council's notice (国务院办公厅关于部分节假日安排的通知) says about it.
#pragma once

#include "core/error.h"
#include "core/identifier/day.h"

#include <string>
#include <vector>

namespace ekey::portal::calendar {

using identifier::Day;

inline constexpr int firstYear = 2020;
inline constexpr int lastYear = 2100;
inline constexpr std::size_t holidaysMost = 60; ///< a year; with the weekends in them there are about 35
inline constexpr std::size_t workingWeekendsMost = 30;
inline constexpr std::size_t sourceMost = 500; ///< bytes of UTF-8

struct Year {
    int year = 0;
    std::vector<Day> holidays;        ///< days off, weekends in them included; in order
    std::vector<Day> workingWeekends; ///< 调休: Saturdays and Sundays that are worked; in order
    std::string source;               ///< the notice; empty where none has come

    /// Only weekends are known to be free.
    bool provisional() const { return source.empty(); }
};

/// Everything wrong with it, with pointers into CalendarYear: calendar.other_year {found, year}, calendar.twice
/// {found}, calendar.workday {found} (a day that is worked anyway, or a holiday too), calendar.no_holidays,
/// calendar.no_source.
Errors check(const Year& year);

/// Reads protocol's CalendarYear. Refused: 400 with core/json's codes, calendar.day {found} and what check() says with
/// 422.
Year readYear(int year, const json::Value& body);

/// CalendarYear, and Calendar, which says more.
json::Value content(const Year& year);
json::Value toJson(const Year& year);

} // namespace ekey::portal::calendar
