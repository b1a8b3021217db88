// Digests for WebAssembly by OpenSSL's low-level calls: 6 KB compressed where EVP brings 330, and their state can be
// saved.
#define OPENSSL_SUPPRESS_DEPRECATED // SHA256_*: deprecated for programs that could use EVP

#include "core/digest/digest.h"
#include "core/digest/resumable.h"

#include <openssl/sha.h>
extern "C" {
#include <internal/sm3.h>
}

#include <algorithm>
#include <cstdlib>
#include <cstring>
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
    Chain chain() const
    {
        const SM3_CTX& c = context;
        return {c.A, c.B, c.C, c.D, c.E, c.F, c.G, c.H};
    }
    void setChain(const Chain& chain)
    {
        SM3_CTX& c = context;
        SM3_WORD* const words[] = {&c.A, &c.B, &c.C, &c.D, &c.E, &c.F, &c.G, &c.H};
        for (std::size_t i = 0; i < chain.size(); ++i) {
            *words[i] = chain[i];
        }
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
    Chain chain() const { return std::to_array(context.h); }
    void setChain(const Chain& chain) { std::copy(chain.begin(), chain.end(), context.h); }
};

template <class Algorithm>
Bytes once(std::string_view text)
{
    Algorithm algorithm;
    algorithm.update(text.data(), text.size());
    return algorithm.end();
}

// Both contexts count bits in Nl and Nh and keep the `num` bytes of an unfinished block in `data`.
template <class Context>
void saveCount(const Context& context, Midstate& midstate)
{
    midstate.bytes = (std::uint64_t{context.Nh} << 32 | context.Nl) >> 3;
    std::memcpy(midstate.rest.data(), context.data, context.num);
}

template <class Context>
void restoreCount(Context& context, const Midstate& midstate)
{
    context.Nl = static_cast<std::uint32_t>(midstate.bytes << 3);
    context.Nh = static_cast<std::uint32_t>(midstate.bytes >> 29);
    context.num = static_cast<unsigned>(midstate.bytes % midstate.rest.size());
    std::memcpy(context.data, midstate.rest.data(), context.num);
}

} // namespace

struct Dual::State {
    Algorithms algorithms;
    Sm3 sm3;
    Sha256 sha256;

    // An algorithm that was not asked for does not see what is done.
    template <class Do>
    void each(Do act)
    {
        if (has(algorithms, Algorithms::sm3)) act(sm3);
        if (has(algorithms, Algorithms::sha256)) act(sha256);
    }
};

Dual::Dual(Algorithms algorithms) : state(new State{algorithms, {}, {}}) {}
Dual::~Dual() = default;
Dual::Dual(Dual&&) noexcept = default;
Dual& Dual::operator=(Dual&&) noexcept = default;

void Dual::update(std::span<const std::uint8_t> piece)
{
    if (!state) {
        std::abort();
    }
    state->each([piece](auto& algorithm) { algorithm.update(piece.data(), piece.size()); });
}

Pair Dual::finish()
{
    if (!state) {
        std::abort();
    }
    const auto finished = std::exchange(state, nullptr);
    const auto end = [&](auto& algorithm, Algorithms which) {
        return has(finished->algorithms, which) ? algorithm.end() : Bytes{};
    };
    return {end(finished->sm3, Algorithms::sm3), end(finished->sha256, Algorithms::sha256)};
}

Midstate save(const Dual& dual)
{
    if (!dual.state) {
        std::abort();
    }
    Midstate midstate;
    midstate.algorithms = dual.state->algorithms;
    midstate.sm3 = dual.state->sm3.chain();
    midstate.sha256 = dual.state->sha256.chain();
    dual.state->each([&](const auto& algorithm) { saveCount(algorithm.context, midstate); });
    return midstate;
}

Dual restore(const Midstate& midstate)
{
    Dual dual(midstate.algorithms);
    dual.state->sm3.setChain(midstate.sm3);
    dual.state->sha256.setChain(midstate.sha256);
    dual.state->each([&](auto& algorithm) { restoreCount(algorithm.context, midstate); });
    return dual;
}

Bytes sm3(std::string_view text) { return once<Sm3>(text); }
Bytes sha256(std::string_view text) { return once<Sha256>(text); }

} // namespace ekey::digest
