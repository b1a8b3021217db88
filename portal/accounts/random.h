// Unguessable values, from OpenSSL's generator.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ekey::portal::accounts {

/// Throws std::runtime_error when the system has no randomness to give.
std::vector<std::uint8_t> randomBytes(std::size_t count);
/// 2 × count lower-case hexadecimal digits.
std::string randomHex(std::size_t count);

} // namespace ekey::portal::accounts
