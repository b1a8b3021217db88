// What the portal knows before the applicant has typed anything: the form's first values and its read-only items.
#pragma once

#include "core/signature/certificate.h"
#include "portal/clock.h"

namespace ekey::portal::filings {

/// {"today", "certificate": {"name", "uscc", "serial", "issuer", "notBefore", "notAfter", "email"}}
json::Value facts(const signature::Certificate& certificate, Time now);

} // namespace ekey::portal::filings
