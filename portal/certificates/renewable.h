// A certificate that has expired still proves who holds its key, for long enough to renew it (延期更新) and for nothing
// else.
#pragma once

#include "core/signature/certificate.h"
#include "portal/clock.h"

#include <string_view>

namespace ekey::portal::certificates {

/// No public source tells how long after its end a key of this service may be renewed. Our decision, as another
/// authority of the field has it: online until 365 days after the end, after that who it is must be proved anew.
inline constexpr Time renewableDays = 365;
inline constexpr Time renewableSeconds = renewableDays * 24 * 60 * 60;

/// The one business (业务) that it is good for.
inline constexpr std::string_view renewal = "renewal";

/// A certificate is valid through its end, inclusive (RFC 5280 §4.1.2.5).
bool hasExpired(const signature::Certificate& certificate, Time now);

/// The time at which its chain is verified: now, or its end where it has expired. Refused with
/// `status`: certificate.not_renewable {notAfter, days} where that is more than renewableSeconds ago.
Time verifiedAt(const signature::Certificate& certificate, Time now, unsigned status);

/// Whether a route of the API serves whoever logged in with an expired certificate. What is new does not.
bool servesRenewal(std::string_view pattern);

} // namespace ekey::portal::certificates
