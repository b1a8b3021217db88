#pragma once

#include <cstdint>

namespace ekey::token {

enum class Mechanism : std::uint16_t {
    rsaPkcs1 = 1, ///< input: DigestInfo (DER); CKM_RSA_PKCS
    ecdsa = 2     ///< input: the digest; output: r ‖ s; CKM_ECDSA
};

} // namespace ekey::token
