// The calls of docs/portal-api.md about filings and their materials.
#pragma once

#include "portal/filings/submissions.h"
#include "portal/http/router.h"

namespace ekey::portal::filings {

struct Api {
    storage::Database& database;
    Clock clock;
    const Forms& forms;
    Submissions& submissions;
};

/// `api` must outlive the router.
void addRoutes(http::Router& router, const Api& api);

} // namespace ekey::portal::filings
