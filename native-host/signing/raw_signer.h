// What signing needs of a key: one raw signature. A token gives it through its worker, a test by a key in software.
#pragma once

#include "core/signature/certificate.h"

#include <functional>
#include <string_view>
#include <vector>

namespace ekey::signing {

using signature::Certificate;
using signature::Der;

/// Signs one digest. `algorithm` is the JWA name (ES256, ES384, RS256), `digest` the hash value of what is signed. The
/// answer is r ‖ s for ES*, the block for RS*. RS*: the function wraps the digest as DigestInfo by digestInfo().
using RawSigner = std::function<Result<Der>(std::string_view algorithm, std::span<const std::uint8_t> digest)>;

/// DigestInfo (RFC 8017 §9.2) of a SHA-256 digest.
Der digestInfo(std::span<const std::uint8_t> sha256);

} // namespace ekey::signing
