// Native digests by OpenSSL's EVP: SM3's low-level calls are not exported by the shared library, and only EVP picks the
// instructions of the processor at hand.
#include "core/digest/digest.h"

#include <openssl/evp.h>

#include <cstdlib>
#include <utility>

namespace ekey::digest {
namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

// EVP digests fail only without memory or without OpenSSL's default provider. Neither leaves a digest to answer with,
// and a wrong one would be signed: end the program.
void demand(int succeeded)
{
    if (succeeded != 1) {
        std::abort();
    }
}

Context begin(const EVP_MD* algorithm)
{
    Context context(EVP_MD_CTX_new());
    demand(context != nullptr && EVP_DigestInit_ex(context.get(), algorithm, nullptr) == 1);
    return context;
}

Bytes end(const Context& context)
{
    Bytes digest;
    unsigned length = 0;
    demand(EVP_DigestFinal_ex(context.get(), digest.data(), &length));
    demand(length == digest.size());
    return digest;
}

Bytes once(const EVP_MD* algorithm, std::string_view text)
{
    const Context context = begin(algorithm);
    demand(EVP_DigestUpdate(context.get(), text.data(), text.size()));
    return end(context);
}

} // namespace

// A context for each algorithm that was asked for.
struct Dual::State {
    Context sm3;
    Context sha256;
};

Dual::Dual(Algorithms algorithms) : state(std::make_unique<State>())
{
    if (has(algorithms, Algorithms::sm3)) {
        state->sm3 = begin(EVP_sm3());
    }
    if (has(algorithms, Algorithms::sha256)) {
        state->sha256 = begin(EVP_sha256());
    }
}
Dual::~Dual() = default;
Dual::Dual(Dual&&) noexcept = default;
Dual& Dual::operator=(Dual&&) noexcept = default;

void Dual::update(std::span<const std::uint8_t> piece)
{
    demand(state != nullptr);
    for (const Context* context : {&state->sm3, &state->sha256}) {
        if (*context) {
            demand(EVP_DigestUpdate(context->get(), piece.data(), piece.size()));
        }
    }
}

Pair Dual::finish()
{
    demand(state != nullptr);
    const auto finished = std::exchange(state, nullptr);
    return {finished->sm3 ? end(finished->sm3) : Bytes{}, finished->sha256 ? end(finished->sha256) : Bytes{}};
}

Bytes sm3(std::string_view text) { return once(EVP_sm3(), text); }
Bytes sha256(std::string_view text) { return once(EVP_sha256(), text); }

} // namespace ekey::digest
