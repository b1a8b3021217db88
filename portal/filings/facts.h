// What the portal knows before the applicant has typed anything: the form's first values and its read-only items.
#pragma once

#include "portal/caller.h"

namespace ekey::portal::filings {

/// "today"; of a log-in with the key "certificate": {"name", "uscc", "serial", "issuer", "notBefore", "notAfter",
/// "email"}, of an account "enterprise": {"name", "uscc", "email"}. The rest: docs/businesses.md.
json::Value facts(const Caller& caller, Time now);

} // namespace ekey::portal::filings
