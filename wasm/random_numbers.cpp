#include "wasm/random_numbers.h"

#define OPENSSL_SUPPRESS_DEPRECATED // a method takes a page, the provider that replaces it a program
#include <openssl/rand.h>

#include <cstdint>

namespace ekey::wasm {
namespace {

/// Verification knows no secret: OpenSSL only wants some numbers (ECDSA fails without), and the same each time will do.
int fill(unsigned char* bytes, int count)
{
    static std::uint64_t state = 1;
    for (int i = 0; i < count; ++i) {
        state = state * 6364136223846793005u + 1442695040888963407u; // Knuth's MMIX
        bytes[i] = static_cast<unsigned char>(state >> 56);
    }
    return 1;
}

int ready() { return 1; }

} // namespace

void giveNumbers()
{
    static const RAND_METHOD numbers{nullptr, fill, nullptr, nullptr, fill, ready};
    RAND_set_rand_method(&numbers);
}

} // namespace ekey::wasm
