// A filing as its enterprise sees it: "Filing" and "FilingSummary" of protocol/portal.v1.openapi.json.
#pragma once

#include "portal/filings/promises.h"
#include "portal/filings/store.h"

namespace ekey::portal::filings {

json::Value record(soci::session& sql, const Filing& filing, const Caller& caller, const Promises& promises);
json::Value summary(soci::session& sql, const Filing& filing, const Caller& caller, const Promises& promises);

} // namespace ekey::portal::filings
