#include "native-host/signing/login_token.h"

#include "core/signature/digital_signature.h"

namespace ekey::signing {

Result<signature::LoginToken> loginToken(const Certificate& certificate, std::string_view origin,
                                         std::string_view nonce, std::string_view appVersion, const RawSigner& sign)
{
    const std::string algorithm = certificate.algorithm();
    const auto scheme = signature::schemeOf(algorithm);
    if (!scheme) {
        return Error{"token.algorithm", {}, Severity::error, {{"found", algorithm}}};
    }
    const std::string hashed = signature::digest(scheme->hash, signature::loginMessage(algorithm, origin, nonce));
    Result<Der> raw = sign(algorithm, {reinterpret_cast<const std::uint8_t*>(hashed.data()), hashed.size()});
    if (!raw) {
        return raw.error();
    }
    signature::LoginToken token{certificate, algorithm, *std::move(raw), std::string(appVersion)};
    const Status verified = signature::verifyLoginToken(token, origin, nonce);
    if (!verified) {
        // A certificate that may not log in is no fault of the driver.
        return verified.error().code == "token.signature" ? Error{"driver.signature", {}} : verified.error();
    }
    return token;
}

} // namespace ekey::signing
