// The calls about forms, states and filings: protocol/portal.v1.openapi.json.
#pragma once

#include "portal/calendar/published.h"
#include "portal/filings/agencies.h"
#include "portal/filings/submissions.h"
#include "portal/http/router.h"

namespace ekey::portal::filings {

struct Api {
    storage::Database& database;
    Clock clock;
    const Forms& forms;
    const Agencies& agencies;
    const calendar::Published& calendar; ///< promised days (承诺办结日) are working days
    Submissions& submissions;
};

/// `api` must outlive the router.
void addRoutes(http::Router& router, const Api& api);

} // namespace ekey::portal::filings
