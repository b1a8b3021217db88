// UTF-8 (RFC 3629), as far as the rules need it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ekey::text {

bool isUtf8(std::string_view text);

/// Code points; `text` must be valid UTF-8.
std::size_t length(std::string_view text);

/// The code point at `at`, which is moved behind it. A byte that begins no valid sequence gives U+FFFD and is skipped.
/// `at` must be less than the size.
char32_t decode(std::string_view text, std::size_t& at);
void append(std::string& text, char32_t codePoint);

/// White space of every kind (Unicode's White_Space).
bool isSpace(char32_t codePoint);
/// C0, DEL and C1.
bool isControl(char32_t codePoint);
/// Shows nothing, yet changes what is stored or how its neighbours are shown: zero-width, bidi controls, BOM, soft
/// hyphen, tags.
bool isInvisible(char32_t codePoint);

/// White space of every kind trimmed at both ends, full-width ASCII (U+FF01…U+FF5E) and the ideographic space made
/// half-width, invisible characters (zero-width, bidi controls, BOM, soft hyphen) removed.
std::string normalize(std::string_view text);

/// One line of free text: as normalize(), but widths are kept (full-width punctuation belongs in Chinese text), white
/// space inside becomes an ordinary space, other control characters are removed.
std::string singleLine(std::string_view text);

/// For showing somebody else's text in a window of ours: control and bidi characters and what is drawn as nothing
/// removed, white space of any kind and length one space (it could push what follows to where a line of ours is
/// expected), at most `limit` code points, the last of them an ellipsis where something was cut.
std::string quoted(std::string_view text, std::size_t limit);

} // namespace ekey::text
