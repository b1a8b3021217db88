// The database's table of calendar years.
#pragma once

namespace ekey::portal::calendar {

inline constexpr const char* tables[] = {
    // The years that an administrator has put in place of those of forms/calendar.json. content: the canonical JSON of
    // CalendarYear. account: who did it last.
    "CREATE TABLE calendar_years (year INTEGER PRIMARY KEY, content TEXT NOT NULL, changed INTEGER NOT NULL,"
    " account TEXT NOT NULL)",
};

} // namespace ekey::portal::calendar
