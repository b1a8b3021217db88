// A filing as its enterprise sees it: docs/portal-api.md, "A record".
#pragma once

#include "portal/filings/store.h"

namespace ekey::portal::filings {

json::Value record(soci::session& sql, const Filing& filing);

} // namespace ekey::portal::filings
