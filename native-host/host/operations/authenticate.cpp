#include "native-host/host/operations/authenticate.h"

#include "native-host/host/windows/consent.h"
#include "native-host/signing/login_token.h"

#include <string>

namespace ekey::host {

Result<Made<signature::LoginToken>> authenticate(const Operation& operation,
                                                 const std::optional<std::string>& fingerprint,
                                                 const std::string& nonce, Cancellation& cancellation)
{
    const auto key = chooseKey(operation, fingerprint, Use::authenticate, cancellation);
    if (!key) {
        return key.error();
    }
    const Held& held = key->held;
    auto pin = askPin(operation, consentWindows(operation.site, held, LoginConsent{}, operation.services.messages),
                      held.token, cancellation);
    if (!pin) {
        return pin.error();
    }
    auto token = signing::loginToken(held.certificate, operation.site.origin, nonce,
                                     std::string(programName) + "/" + programVersion,
                                     signer(operation, held, *pin, cancellation));
    if (!token) {
        return token.error();
    }
    return Made<signature::LoginToken>{*std::move(token), held.certificate.fingerprint()};
}

} // namespace ekey::host
