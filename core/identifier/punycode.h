// Punycode, RFC 3492: how a label of an internationalised domain name is written in ASCII.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekey::identifier {

/// The ASCII form of a label's code points, without "xn--". At most 63 code points; nullopt for more.
std::optional<std::string> toPunycode(std::u32string_view label);
/// The reverse, of what stands behind "xn--"; nullopt for what no label encodes to.
std::optional<std::u32string> fromPunycode(std::string_view text);

} // namespace ekey::identifier
