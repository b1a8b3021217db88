// The calls of docs/portal-api.md about filings and their materials.
#pragma once

#include "portal/accounts/api.h"
#include "portal/filings/submissions.h"

namespace ekey::portal::filings {

struct Api {
    const accounts::Api& accounts;
    storage::Database& database;
    std::shared_ptr<const form::Definition> form;
    std::string formText; ///< the definition's very bytes
    Submissions& submissions;
};

/// `api` must outlive the router.
void addRoutes(http::Router& router, const Api& api);

} // namespace ekey::portal::filings
