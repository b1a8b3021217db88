// forms/calendar.json: the years that are known when the program is released.
#pragma once

#include "portal/calendar/year.h"

#include <map>
#include <string>

namespace ekey::portal::calendar {

using Published = std::map<int, Year>;

/// <folder>/calendar.json. Refused: calendar.file {file} where it cannot be read or is no calendar, and what check()
/// says.
Published readPublished(const std::string& folder);

} // namespace ekey::portal::calendar
