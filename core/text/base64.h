// Base64 (RFC 4648 §4), strict: canonical padding, no white space, no foreign characters.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::text {

std::string base64(std::span<const std::uint8_t> bytes);
std::string base64(std::string_view bytes);
std::optional<std::vector<std::uint8_t>> fromBase64(std::string_view text);

} // namespace ekey::text
