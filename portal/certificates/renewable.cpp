#include "portal/certificates/renewable.h"

#include "portal/refused.h"

namespace ekey::portal::certificates {

bool hasExpired(const signature::Certificate& certificate, Time now) { return now > certificate.notAfter(); }

Time verifiedAt(const signature::Certificate& certificate, Time now, unsigned status)
{
    if (!hasExpired(certificate, now)) {
        return now;
    }
    if (now - certificate.notAfter() > renewableSeconds) {
        throw Refused(status, "certificate.not_renewable", {},
                      {{"notAfter", dateInChina(certificate.notAfter())}, {"days", renewableDays}});
    }
    return certificate.notAfter();
}

bool servesRenewal(std::string_view pattern)
{
    // Of the filings, and what is uploaded for them, each call looks at the business itself: filings/store.h.
    constexpr std::string_view filings = "/api/v1/filings";
    return pattern == "/api/v1/session" || pattern == filings || pattern.starts_with("/api/v1/filings/") ||
           pattern.starts_with("/api/v1/uploads/");
}

} // namespace ekey::portal::certificates
