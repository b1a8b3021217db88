// The calls about forms, states and filings: protocol/portal.v1.openapi.json, and the upload of a material.
#pragma once

#include "portal/filings/agencies.h"
#include "portal/filings/promises.h"
#include "portal/filings/submissions.h"
#include "portal/http/router.h"

namespace ekey::portal::filings {

struct Api {
    storage::Database& database;
    Clock clock;
    const Forms& forms;
    const Agencies& agencies;
    const calendar::Published& published;
    Submissions& submissions;
};

/// `api` must outlive the router.
void addRoutes(http::Router& router, const Api& api);

} // namespace ekey::portal::filings
