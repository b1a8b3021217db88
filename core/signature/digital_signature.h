// One signature over one message with one public key: the only place that asks OpenSSL whether a signature is right.
#pragma once

#include "core/signature/certificate.h"

#include <optional>

namespace ekey::signature {

enum class Hash { sha256, sha384, sha512 };
enum class Padding { none, pkcs1, pss }; ///< none: ECDSA; pss: MGF1 and salt length of the same hash (RFC 7518 §3.5)

struct Scheme {
    Hash hash;
    Padding padding;
};

/// JWA name (ES256, ES384, PS256, RS256) to scheme; empty for any other word.
std::optional<Scheme> schemeOf(std::string_view jwaName);

std::string digest(Hash hash, std::string_view message);

/// `signature`: DER for ECDSA (RFC 3279 §2.2.3), the block for RSA. False too where the key is of another kind than the
/// scheme's.
bool verifies(const Certificate& certificate, Scheme scheme, std::string_view message,
              std::span<const std::uint8_t> signature);

/// r ‖ s, both of the length of the curve's order, to DER; empty where the length does not fit `algorithm` (ES256,
/// ES384).
Der ecdsaDer(std::string_view algorithm, std::span<const std::uint8_t> raw);

} // namespace ekey::signature
