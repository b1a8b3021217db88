// RFC 8785, JSON Canonicalization Scheme: the bytes that get hashed and signed.
#pragma once

#include "core/error.h"
#include "core/json/reader.h"

#include <string>
#include <string_view>

namespace ekey::json {

/// The canonical text: members ordered by UTF-16 code units, shortest escapes, numbers as ECMAScript prints them,
/// no white space. `value` comes from read() or is built from valid UTF-8 strings and finite numbers.
std::string canonical(const Value& value);

/// The same, save that integers keep all their digits and −0 its sign: for telling what an int of 64 bits or a double
/// is, never for signing.
std::string exact(const Value& value);

/// Reads a text that must already be canonical, byte for byte, with integers only: a signed document.
/// Errors: those of read(), and json.not_canonical.
Result<Value> readCanonical(std::string_view text, Limits limits = {});

} // namespace ekey::json
