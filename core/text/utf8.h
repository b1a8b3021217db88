// UTF-8 (RFC 3629), as far as the rules need it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ekey::text {

bool isUtf8(std::string_view text);

/// Code points; `text` must be valid UTF-8.
std::size_t length(std::string_view text);

/// White space of every kind trimmed at both ends, full-width ASCII (U+FF01…U+FF5E) and the ideographic space made
/// half-width, invisible characters (zero-width, bidi controls, BOM, soft hyphen) removed.
std::string normalize(std::string_view text);

/// For showing somebody else's text in a window of ours: control and bidi characters removed, at most `limit` code points,
/// an ellipsis where something was cut.
std::string quoted(std::string_view text, std::size_t limit);

} // namespace ekey::text
