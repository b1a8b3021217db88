// Structured field values (RFC 8941), as far as the portal's calls need them. Parameters are not taken.
#pragma once

#include "core/digest/digest.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ekey::portal::http {

/// An Integer (§3.3.1) that is not negative: 1 to 15 digits.
std::optional<std::int64_t> readCount(std::string_view field);
/// A Boolean (§3.3.6).
std::optional<bool> readBoolean(std::string_view field);
/// The member "sha-256" of a Dictionary of Byte Sequences: Repr-Digest and Content-Digest (RFC 9530 §2, §3). nullopt:
/// broken, or of other algorithms only.
std::optional<digest::Bytes> readSha256(std::string_view field);

} // namespace ekey::portal::http
