#pragma once

#include <cstdint>

namespace ekey::token {

/// The key pairs that a token is asked to make. RSA: public exponent 65537.
enum class KeyKind : std::uint16_t { rsa2048 = 1, rsa3072 = 2, p256 = 3, p384 = 4 };

/// False for a number that names none.
constexpr bool known(KeyKind kind) { return kind >= KeyKind::rsa2048 && kind <= KeyKind::p384; }

} // namespace ekey::token
