#include "portal/filings/facts.h"

namespace ekey::portal::filings {

json::Value facts(const Caller& caller, Time now)
{
    json::Value known = {{"today", dateInChina(now)}};
    if (caller.certificate) {
        const signature::Certificate& certificate = *caller.certificate;
        known["certificate"] = {{"name", certificate.commonName()},
                                {"uscc", certificate.uscc()},
                                {"serial", certificate.serial()},
                                {"issuer", certificate.issuerName()},
                                {"notBefore", dateInChina(certificate.notBefore())},
                                {"notAfter", dateInChina(certificate.notAfter())},
                                {"email", certificate.email()}};
    } else {
        known["enterprise"] = {{"name", caller.enterprise}, {"uscc", caller.uscc}, {"email", caller.email}};
    }
    return known;
}

} // namespace ekey::portal::filings
