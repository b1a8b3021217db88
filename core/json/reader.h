// The one strict JSON reader (RFC 8259 with the restrictions of RFC 7493 I-JSON, and tighter limits).
#pragma once

#include "core/error.h"

#include <cstddef>
#include <string_view>

namespace ekey::json {

struct Limits {
    std::size_t bytes = 1 << 20; ///< of the text
    unsigned depth = 32;         ///< of nested arrays and objects: [[1]] has depth 2
    bool integers = false;       ///< refuse every number with a fraction or an exponent (signed documents)
    bool wide = false; ///< take integers of 64 bits, every finite double, and −0: values of the rule language
};

/// Reads one JSON text. Refused, each with its own code and params.offset where there is one: where what is refused
/// begins, in bytes from the start.
///  json.size           longer than limits.bytes
///  json.utf8           not well-formed UTF-8, or a byte order mark
///  json.syntax         not JSON, or something after it
///  json.duplicate_key  two equal names in one object (params.key)
///  json.depth          nested deeper than limits.depth
///  json.surrogate      a \u escape that is half of a pair
///  json.number         beyond ±(2^53−1) (beyond 64 bits with a sign where limits.wide), not finite, −0, or not an
///                      integer where limits.integers
Result<Value> read(std::string_view text, const Limits& limits = {});

} // namespace ekey::json
