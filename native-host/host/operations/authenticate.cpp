#include "native-host/host/operations/authenticate.h"

#include "native-host/signing/login_token.h"

#include <string>

namespace ekey::host {

Result<signature::LoginToken> authenticate(const Operation& operation, const std::string& nonce,
                                           Cancellation& cancellation)
{
    const auto key = chooseKey(operation, Use::authenticate, cancellation);
    if (!key) {
        return key.error();
    }
    auto pin = askConsent(operation, key->held, nullptr, cancellation);
    if (!pin) {
        return pin.error();
    }
    return signing::loginToken(key->held.certificate, operation.site.origin, nonce,
                               std::string(programName) + "/" + programVersion,
                               signer(operation, key->held, *pin, cancellation));
}

} // namespace ekey::host
