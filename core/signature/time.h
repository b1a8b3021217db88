// ASN.1 times (RFC 5280 §4.1.2.5) as seconds, without the C library's time zones, which differ by system.
#pragma once

#include "core/signature/certificate.h"

#include <optional>

struct asn1_string_st; // OpenSSL's ASN1_TIME

namespace ekey::signature {

/// Empty when it is no valid UTCTime or GeneralizedTime.
std::optional<Time> fromAsn1(const asn1_string_st* time);

/// RFC 3339 in UTC: "2026-11-23T08:00:00Z".
std::string timestamp(Time time);

/// The inverse, of this one spelling only; none for other texts and for times that do not exist.
std::optional<Time> fromTimestamp(std::string_view text);

} // namespace ekey::signature
