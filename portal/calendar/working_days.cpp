#include "portal/calendar/working_days.h"

#include "portal/refused.h"
#include "portal/status.h"

#include <stdexcept>

namespace ekey::portal::calendar {
namespace {

/// As the core reads a calendar: the pages that count days get the same.
expression::Calendar forCore(const Published& years)
{
    json::Value numbers = json::Value::array();
    json::Value holidays = json::Value::array();
    json::Value workdays = json::Value::array();
    for (const auto& [number, year] : years) {
        if (!year.provisional()) {
            numbers.push_back(number);
        }
        for (const Day& day : year.holidays) {
            holidays.push_back(identifier::iso(day));
        }
        for (const Day& day : year.workingWeekends) {
            workdays.push_back(identifier::iso(day));
        }
    }
    return orRefuse(
        expression::Calendar::read({{"years", numbers}, {"holidays", holidays}, {"workdays", workdays}}, "/calendar"),
        status::failed);
}

} // namespace

WorkingDays::WorkingDays(const Published& years) : calendar_(forCore(years)) {}

bool WorkingDays::isWorkingDay(const Day& day) const { return calendar_.works(expression::dayNumber(day)); }

Day WorkingDays::addWorkingDays(const Day& day, int n) const
{
    if (n < 0 || n > stepsMost) {
        throw std::out_of_range("working days");
    }
    return expression::dayOf(calendar_.add(expression::dayNumber(day), n));
}

bool WorkingDays::provisional(const Day& from, const Day& to) const
{
    for (int year = from.year; year <= to.year; ++year) {
        if (!calendar_.isPublished(year)) {
            return true;
        }
    }
    return false;
}

} // namespace ekey::portal::calendar
