// Log-in tokens: web-eid:1.0. The signature covers H(origin) ‖ H(nonce); neither is in the token, so whoever verifies
// takes the origin from its own configuration and the nonce from its own session.
#pragma once

#include "core/signature/certificate.h"

namespace ekey::signature {

struct LoginToken {
    Certificate certificate;
    std::string algorithm;  ///< ES256, ES384, PS256, RS256
    Der signature;          ///< ECDSA: raw r ‖ s
    std::string appVersion; ///< as sent; a claim
};

inline constexpr std::size_t nonceLeast = 44; ///< base64 of 256 bits
inline constexpr std::size_t nonceMost = 128;

/// The bytes that the key signs (before the signature algorithm's own hashing), with the hash that the algorithm names:
/// SHA-256, or SHA-384 for ES384. Empty for an algorithm that no token may have.
std::string loginMessage(std::string_view algorithm, std::string_view origin, std::string_view nonce);

json::Value toJson(const LoginToken& token);

/// {"unverifiedCertificate", "algorithm", "signature", "format": "web-eid:1.0", "appVersion"}; unknown members are
/// refused. Errors: token.malformed, token.format {found}, token.algorithm {found}, certificate.malformed.
Result<LoginToken> readLoginToken(const json::Value& value);

/// Verifies signature and certificate's use, not its chain: see checkChain.
/// Errors: token.signature, token.algorithm (not the certificate's), certificate.use.
Status verifyLoginToken(const LoginToken& token, std::string_view origin, std::string_view nonce);

} // namespace ekey::signature
