// What the portal knows before the applicant has typed anything: the form's first values and its read-only items.
#pragma once

#include "core/form/definition.h"
#include "portal/caller.h"
#include "portal/filings/agencies.h"

namespace ekey::portal::filings {

/// "today"; of a log-in with the key "certificate": {"name", "uscc", "serial", "issuer", "notBefore", "notAfter",
/// "email"}, of an account "enterprise": {"name", "uscc", "email"}; where the form asks for them "agencies",
/// "suggestedAgency", "keysPending" where it is known of any, and "verifiedMobile" where a code has proven one.
/// docs/businesses.md.
json::Value facts(const form::Definition& form, const Caller& caller, const Agencies& agencies, int keysPending,
                  const std::string& provenMobile, Time now);

} // namespace ekey::portal::filings
