// Days of work: Monday to Friday, save for public holidays, and the weekends that are worked instead (调休).
#pragma once

#include "core/error.h"
#include "core/identifier/day.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ekey::expression {

using identifier::Day;

/// Days since 1 January 1970, of the Gregorian calendar.
std::int64_t dayNumber(const Day& day);
Day dayOf(std::int64_t number);
/// The same day of another month, or its last where the month is shorter (31 January and one month: 28 February).
Day addMonths(const Day& day, std::int64_t months);

class Calendar {
public:
    /// Without holidays: every year is provisional.
    Calendar() = default;

    /// {"years": [2026, …], "holidays": ["2026-01-01", …], "workdays": ["2026-01-04", …]}: the years whose holidays are
    /// published, the days off that are no weekend or fall on one, the Saturdays and Sundays that are worked. At most
    /// 100 years and 5,000 days. Errors: those of json::Members, calendar.day {found}, calendar.workday {found}: a day
    /// that is worked anyway.
    static Result<Calendar> read(const json::Value& json, const std::string& pointer);

    bool works(std::int64_t day) const;
    /// False where the holidays of its year are not known: then only weekends count.
    bool isPublished(int year) const;

    /// The working days after `from` up to and including `to`; negative where `to` is before.
    std::int64_t between(std::int64_t from, std::int64_t to) const;
    /// The `count`-th working day after the day (before, where negative); for 0 the day itself.
    std::int64_t add(std::int64_t day, std::int64_t count) const;

private:
    // Each in order.
    std::vector<int> years;
    std::vector<std::int64_t> holidays; ///< that are not on a weekend
    std::vector<std::int64_t> workdays; ///< that are on a weekend
};

} // namespace ekey::expression
