// Log-in tokens. The signature covers origin and nonce, and neither is in the token: whoever verifies takes the origin
// from its own configuration and the nonce from its own session.
//
//   web-eid:1.0   ECDSA and RSA keys: H(origin) ‖ H(nonce), as the Web eID project has it
//   ekey-auth:1   SM2 keys: SM3("ekey-auth:1") ‖ SM3(origin) ‖ SM3(nonce)
#pragma once

#include "core/signature/certificate.h"

namespace ekey::signature {

struct LoginToken {
    Certificate certificate;
    std::string algorithm;  ///< name of a scheme (digital_signature.h); it decides the format
    Der signature;          ///< ECDSA and SM2: raw r ‖ s
    std::string appVersion; ///< as sent; a claim
};

inline constexpr std::size_t nonceLeast = 44; ///< base64 of 256 bits
inline constexpr std::size_t nonceMost = 128;

/// The bytes that the key signs, before the signature algorithm's own hashing; H is the hash that the algorithm names.
/// Empty for an algorithm that no token may have.
std::string loginMessage(std::string_view algorithm, std::string_view origin, std::string_view nonce);

json::Value toJson(const LoginToken& token);

/// {"unverifiedCertificate", "algorithm", "signature", "format", "appVersion"}; unknown members are refused. Errors:
/// token.malformed, token.format {found}, token.algorithm {found} (none, or not the format's), certificate.malformed.
Result<LoginToken> readLoginToken(const json::Value& value);

/// Verifies signature and certificate's use, not its chain: see checkChain.
/// Errors: token.signature, token.algorithm (not the certificate's), certificate.use.
Status verifyLoginToken(const LoginToken& token, std::string_view origin, std::string_view nonce);

} // namespace ekey::signature
