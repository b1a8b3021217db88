#include "wasm/hash_abi.h"

#include "core/digest/digest.h"

#include <algorithm>
#include <cstdlib>

using ekey::digest::Dual;

namespace {
// Large enough that crossing into the module costs nothing beside the digesting; browsers read files in pieces of
// 64 KiB to 2 MiB.
std::uint8_t buffer[256 * 1024];
} // namespace

uint8_t* ekey_hash_buffer(void) { return buffer; }
uint32_t ekey_hash_buffer_size(void) { return sizeof buffer; }

void* ekey_hash_new(void) { return new Dual; }

void ekey_hash_update(void* hasher, uint32_t length)
{
    if (length > sizeof buffer) {
        std::abort();
    }
    static_cast<Dual*>(hasher)->update({buffer, length});
}

void ekey_hash_final(void* hasher)
{
    const ekey::digest::Pair pair = static_cast<Dual*>(hasher)->finish();
    std::copy(pair.sm3.begin(), pair.sm3.end(), buffer);
    std::copy(pair.sha256.begin(), pair.sha256.end(), buffer + pair.sm3.size());
}

void ekey_hash_free(void* hasher) { delete static_cast<Dual*>(hasher); }
