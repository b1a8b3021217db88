#include "portal/filings/facts.h"

namespace ekey::portal::filings {

json::Value facts(const signature::Certificate& certificate, Time now)
{
    return {{"today", dateInChina(now)},
            {"certificate",
             {{"name", certificate.commonName()},
              {"uscc", certificate.uscc()},
              {"serial", certificate.serial()},
              {"issuer", certificate.issuerName()},
              {"notBefore", dateInChina(certificate.notBefore())},
              {"notAfter", dateInChina(certificate.notAfter())},
              {"email", certificate.email()}}}};
}

} // namespace ekey::portal::filings
