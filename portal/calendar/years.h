// The years as they hold now: those of the database, and for the others those of forms/calendar.json.
#pragma once

#include "portal/calendar/working_days.h"
#include "portal/clock.h"

#include <string>

namespace soci {
class session;
}

namespace ekey::portal::calendar {

/// A year that is nowhere is provisional.
Year find(soci::session& sql, const Published& published, int year);

void put(soci::session& sql, const Year& year, const std::string& account, Time now);

/// For jobs that count days: all years at once, as of the job's transaction.
WorkingDays workingDays(soci::session& sql, const Published& published);

} // namespace ekey::portal::calendar
