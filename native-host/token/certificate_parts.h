// The few parts of a certificate that a token wants beside it (PKCS#11 2.40 §4.6.3). No OpenSSL here: a walk over the
// outermost DER elements (X.690 §8, §10.1) that takes definite, shortest lengths only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace ekey::token {

/// Views into the certificate: whole elements, tag and length included.
struct CertificateParts {
    std::span<const std::uint8_t> serial;
    std::span<const std::uint8_t> issuer;
    std::span<const std::uint8_t> subject;
};

/// None for what is no X.509 certificate (RFC 5280 §4.1) to its last byte. Does not look into the parts.
std::optional<CertificateParts> certificateParts(std::span<const std::uint8_t> der);

} // namespace ekey::token
