// Digests for WebAssembly by OpenSSL's low-level calls: 5 KB compressed where EVP brings 330.
#define OPENSSL_SUPPRESS_DEPRECATED // SHA256_*: deprecated for programs that could use EVP

#include "core/digest/digest.h"

#include <openssl/sha.h>
extern "C" {
#include <internal/sm3.h>
}

#include <cstdlib>
#include <utility>

namespace ekey::digest {
namespace {

struct Sm3 {
    SM3_CTX context;
    Sm3() { ossl_sm3_init(&context); }
    void update(const void* data, std::size_t length) { ossl_sm3_update(&context, data, length); }
    Bytes end()
    {
        Bytes digest;
        ossl_sm3_final(digest.data(), &context);
        return digest;
    }
};

struct Sha256 {
    SHA256_CTX context;
    Sha256() { SHA256_Init(&context); }
    void update(const void* data, std::size_t length) { SHA256_Update(&context, data, length); }
    Bytes end()
    {
        Bytes digest;
        SHA256_Final(digest.data(), &context);
        return digest;
    }
};

template <class Algorithm>
Bytes once(std::string_view text)
{
    Algorithm algorithm;
    algorithm.update(text.data(), text.size());
    return algorithm.end();
}

} // namespace

struct Dual::State {
    Sm3 sm3;
    Sha256 sha256;
};

Dual::Dual() : state(std::make_unique<State>()) {}
Dual::~Dual() = default;
Dual::Dual(Dual&&) noexcept = default;
Dual& Dual::operator=(Dual&&) noexcept = default;

void Dual::update(std::span<const std::uint8_t> piece)
{
    if (!state) {
        std::abort();
    }
    state->sm3.update(piece.data(), piece.size());
    state->sha256.update(piece.data(), piece.size());
}

Pair Dual::finish()
{
    if (!state) {
        std::abort();
    }
    const auto finished = std::exchange(state, nullptr);
    return {finished->sm3.end(), finished->sha256.end()};
}

Bytes sm3(std::string_view text) { return once<Sm3>(text); }
Bytes sha256(std::string_view text) { return once<Sha256>(text); }

} // namespace ekey::digest
