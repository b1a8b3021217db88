#include "portal/accounts/login.h"

#include "core/identifier/identifier.h"
#include "portal/certificates/renewable.h"
#include "portal/refused.h"
#include "portal/status.h"

namespace ekey::portal::accounts {

void demandUscc(const signature::Certificate& certificate)
{
    const std::string uscc = certificate.uscc();
    const auto checked = identifier::uscc(uscc);
    if (uscc.empty() || blocks(checked.errors) || checked.normalized != uscc) {
        throw Refused(status::unauthorized, "certificate.no_uscc");
    }
}

signature::Certificate verifyLogin(const json::Value& value, signature::ChainMemory& trusted, const std::string& origin,
                                   const std::string& nonce, Time now)
{
    const auto token = orRefuse(signature::readLoginToken(value), status::unauthorized);
    // An expired one is let in for its renewal: Caller::expired.
    const Time at = certificates::verifiedAt(token.certificate, now, status::unauthorized);
    orRefuse(trusted.build(token.certificate, {}, at), status::unauthorized);
    orRefuse(signature::verifyLoginToken(token, origin, nonce), status::unauthorized);
    demandUscc(token.certificate);
    return token.certificate;
}

} // namespace ekey::portal::accounts
