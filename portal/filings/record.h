// A filing as its enterprise sees it: "Filing" and "FilingSummary" of protocol/portal.v1.openapi.json.
#pragma once

#include "portal/calendar/working_days.h"
#include "portal/filings/store.h"

namespace ekey::portal::filings {

json::Value record(soci::session& sql, const Filing& filing, const Caller& caller, const calendar::WorkingDays& days);
json::Value summary(soci::session& sql, const Filing& filing, const Caller& caller, const calendar::WorkingDays& days);

} // namespace ekey::portal::filings
