// The state of a digest under way, written down: a page that was reloaded goes on where it stopped. What is read back
// is foreign input. The form does not depend on the build; one of another version is refused.
#pragma once

#include "core/digest/digest.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace ekey::digest {

using Chain = std::array<std::uint32_t, 8>;

/// Both algorithms have blocks of 64 bytes and have been fed the same bytes: they share the count and the rest of a
/// block.
struct Midstate {
    Algorithms algorithms = Algorithms::both;
    std::uint64_t bytes = 0; ///< fed so far; 0 to mostBytes
    Chain sm3{};             ///< used where `algorithms` has it, like `sha256`
    Chain sha256{};
    std::array<std::uint8_t, 64> rest{}; ///< its first bytes % 64: fed, but no whole block yet

    friend bool operator==(const Midstate&, const Midstate&) = default;
};

/// What a JavaScript number counts exactly, 2^53 − 1: 8 PiB.
inline constexpr std::uint64_t mostBytes = (std::uint64_t{1} << 53) - 1;

/// The longest form: head, two chains, rest of a block, check.
inline constexpr std::size_t mostMidstateBytes = 14 + 2 * 32 + 63 + 8;

/// Writes at the beginning of `out` and answers how many bytes.
std::size_t encode(const Midstate& midstate, std::span<std::uint8_t, mostMidstateBytes> out);

enum class Decoded : std::uint8_t {
    ok = 0,
    damaged = 1,         ///< none of ours, cut, or altered
    otherVersion = 2,    ///< ours, of another version of the form
    otherAlgorithms = 3, ///< sound, but not of `wanted`
};

/// `midstate` is written only where all is well.
Decoded decode(std::span<const std::uint8_t> bytes, Algorithms wanted, Midstate& midstate);

} // namespace ekey::digest
