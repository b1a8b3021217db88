// What the writing operations give back.
#pragma once

#include "native-host/token/failure.h"
#include "native-host/token/key_kind.h"

#include <cstdint>
#include <vector>

namespace ekey::token {

/// The public half of a key pair that the token has made: what a SubjectPublicKeyInfo is built of. The worker has
/// checked sizes only: whoever uses it verifies a signature with it first.
struct PublicKey {
    std::vector<std::uint8_t> modulus{};  ///< RSA: big-endian, no leading zero
    std::vector<std::uint8_t> exponent{}; ///< RSA: big-endian, no leading zero
    std::vector<std::uint8_t> point{};    ///< EC: uncompressed (SEC 1 §2.3.3), 04 ‖ x ‖ y

    friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

/// By its parts and their sizes.
bool isOf(KeyKind kind, const PublicKey& key);
bool isOfSomeKind(const PublicKey& key);

/// What became of a container.
struct Removal {
    struct Objects {
        std::size_t certificates = 0;
        std::size_t publicKeys = 0;
        std::size_t privateKeys = 0;

        std::size_t all() const { return certificates + publicKeys + privateKeys; }
        friend bool operator==(const Objects&, const Objects&) = default;
    };
    Objects removed{};
    Objects left{}; ///< what the token refused to delete
    Failure why{};  ///< the first refusal; without a code when nothing is left

    friend bool operator==(const Removal&, const Removal&) = default;
};

} // namespace ekey::token
