// What signing needs of a key: one raw signature. A token gives it through its worker, a test by a key in software.
#pragma once

#include "core/signature/digital_signature.h"

#include <functional>
#include <string_view>
#include <vector>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace ekey::signing {

using signature::Certificate;
using signature::Der;

/// Signs one digest. `algorithm` is the scheme's name (core/signature/digital_signature.h), `digest` what toBeSigned()
/// made. The answer is r ‖ s for ES* and SM2, the block for RS* and PS*. RS*: the function wraps the digest as
/// DigestInfo by digestInfo().
using RawSigner = std::function<Result<Der>(std::string_view algorithm, std::span<const std::uint8_t> digest)>;

/// The hash value of a message; for SM2 e = SM3(Z ‖ message), 32 bytes, as SKF_ECCSignData takes it (GM/T 0016).
Der toBeSigned(const evp_pkey_st* key, signature::Scheme scheme, std::string_view message);

/// DigestInfo (RFC 8017 §9.2) of a SHA-256, SHA-384 or SHA-512 digest, told apart by their length; empty for another.
Der digestInfo(std::span<const std::uint8_t> digest);

/// A raw signature as certificates and SignedData hold it: DER for pairs, the block as it is. Empty where it has not
/// the length that it must have.
Der encoded(std::string_view algorithm, std::span<const std::uint8_t> raw);

} // namespace ekey::signing
