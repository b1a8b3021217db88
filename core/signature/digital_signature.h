// One signature over one message with one public key: the only place that asks OpenSSL whether a signature is right.
#pragma once

#include "core/signature/certificate.h"

#include <optional>

namespace ekey::signature {

enum class Hash { sha256, sha384, sha512, sm3 };
enum class Method {
    ecdsa,    ///< RFC 3279 §2.2.3
    rsaPkcs1, ///< RFC 8017 §8.2
    rsaPss,   ///< RFC 8017 §8.1 with MGF1 and salt length of the same hash (RFC 7518 §3.5)
    sm2       ///< GB/T 32918.2, with SM3 and sm2UserId
};

struct Scheme {
    Hash hash;
    Method method;
};

/// Name to scheme: of JWA (RFC 7518 §3.1) ES256, ES384, RS256, RS384, RS512, PS256, PS384, PS512; beyond it "SM2".
/// Empty for any other word.
std::optional<Scheme> schemeOf(std::string_view name);

std::size_t digestBytes(Hash hash);
std::string digest(Hash hash, std::string_view message);

/// Whether the key makes signatures of that scheme.
bool fits(const evp_pkey_st* key, Scheme scheme);
bool fits(const Certificate& certificate, Scheme scheme);

/// `signature`: DER for ECDSA (RFC 3279 §2.2.3) and SM2 (GB/T 35276 §7.3), the block for RSA. False too where the key
/// does not fit the scheme.
bool verifies(evp_pkey_st* key, Scheme scheme, std::string_view message, std::span<const std::uint8_t> signature);
bool verifies(const Certificate& certificate, Scheme scheme, std::string_view message,
              std::span<const std::uint8_t> signature);

/// r ‖ s, both of the length of the curve's order, to DER; empty where the length does not fit `algorithm` (ES256,
/// ES384, SM2).
Der ecdsaDer(std::string_view algorithm, std::span<const std::uint8_t> raw);

} // namespace ekey::signature
