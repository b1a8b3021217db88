#include "native-host/signing/login_token.h"

#include "core/signature/openssl_ptr.h"

namespace ekey::signing {

Result<signature::LoginToken> loginToken(const Certificate& certificate, std::string_view origin,
                                         std::string_view nonce, std::string_view appVersion, const RawSigner& sign)
{
    const std::string algorithm = certificate.algorithm();
    const auto scheme = signature::schemeOf(algorithm);
    if (!scheme) {
        return Error{"token.algorithm", {}, Severity::error, {{"found", algorithm}}};
    }
    if (!certificate.mayAuthenticate()) { // before anybody is asked for a PIN
        return Error{"certificate.use", {}};
    }
    const std::string message = signature::loginMessage(algorithm, origin, nonce);
    Result<Der> raw = sign(algorithm, toBeSigned(X509_get0_pubkey(certificate.native()), *scheme, message));
    if (!raw) {
        return raw.error();
    }
    signature::LoginToken token{certificate, algorithm, *std::move(raw), std::string(appVersion)};
    if (!signature::verifyLoginToken(token, origin, nonce)) {
        return Error{"driver.signature", {}};
    }
    return token;
}

} // namespace ekey::signing
