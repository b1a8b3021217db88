// The calls about the calendar: GET and PUT /calendar/{year}.
#pragma once

#include "portal/calendar/published.h"
#include "portal/clock.h"
#include "portal/http/router.h"

namespace ekey::portal::storage {
class Database;
}

namespace ekey::portal::calendar {

struct Api {
    storage::Database& database;
    Clock clock;
    const Published& published;
};

/// `api` must outlive the router.
void addRoutes(http::Router& router, const Api& api);

} // namespace ekey::portal::calendar
