// Working days (工作日), from which promised dates are counted.
#pragma once

#include "core/expression/calendar.h"
#include "portal/calendar/published.h"

namespace ekey::portal::calendar {

class WorkingDays {
public:
    static constexpr int stepsMost = 1000; ///< about four years

    explicit WorkingDays(const Published& years);

    bool isWorkingDay(const Day& day) const;

    /// The n-th working day after `day`; for 0 the day itself, worked or not. Throws std::out_of_range unless n is 0 to
    /// stepsMost.
    Day addWorkingDays(const Day& day, int n) const;

    /// No notice has come for a year of these days (both included): of that year only weekends are known to be free.
    bool provisional(const Day& from, const Day& to) const;

private:
    expression::Calendar calendar_;
};

} // namespace ekey::portal::calendar
