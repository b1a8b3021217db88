#pragma once

#include <cstddef>
#include <cstdint>

namespace ekey::token {

enum class Mechanism : std::uint16_t {
    rsaPkcs1 = 1,     ///< input: DigestInfo (DER, RFC 8017 §9.2) of SHA-256, SHA-384 or SHA-512; CKM_RSA_PKCS
    ecdsa = 2,        ///< input: a digest of 32, 48 or 64 bytes; output: r ‖ s; CKM_ECDSA
    rsaPssSha256 = 3, ///< input: the digest; CKM_RSA_PKCS_PSS, MGF1 of the same hash, salt as long as the hash
    rsaPssSha384 = 4,
    rsaPssSha512 = 5
};

/// Whether an input of so many bytes can be meant for the mechanism. False for a number that names none.
constexpr bool takes(Mechanism mechanism, std::size_t inputBytes)
{
    constexpr std::size_t sha256 = 32;
    constexpr std::size_t sha384 = 48;
    constexpr std::size_t sha512 = 64;
    constexpr std::size_t digestInfo = 19; // what DigestInfo puts before the digest
    switch (mechanism) {
    case Mechanism::rsaPkcs1:
        return inputBytes == digestInfo + sha256 || inputBytes == digestInfo + sha384 ||
               inputBytes == digestInfo + sha512;
    case Mechanism::ecdsa:
        return inputBytes == sha256 || inputBytes == sha384 || inputBytes == sha512;
    case Mechanism::rsaPssSha256:
        return inputBytes == sha256;
    case Mechanism::rsaPssSha384:
        return inputBytes == sha384;
    case Mechanism::rsaPssSha512:
        return inputBytes == sha512;
    }
    return false;
}

} // namespace ekey::token
