#include "wasm/hash_abi.h"

#include "core/digest/resumable.h"

#include <algorithm>
#include <cstdlib>

using namespace ekey::digest;

namespace {

// Large enough that crossing into the module costs nothing beside the digesting; browsers read files in pieces of
// 64 KiB to 2 MiB.
std::uint8_t buffer[256 * 1024];

std::span<const std::uint8_t> filled(std::uint32_t length)
{
    if (length > sizeof buffer) {
        std::abort();
    }
    return {buffer, length};
}

Dual& dual(void* hasher) { return *static_cast<Dual*>(hasher); }
Midstate midstate(const void* hasher) { return save(*static_cast<const Dual*>(hasher)); }

} // namespace

uint8_t* ekey_hash_buffer(void) { return buffer; }
uint32_t ekey_hash_buffer_size(void) { return sizeof buffer; }

void* ekey_hash_new(uint32_t algorithms)
{
    if (algorithms == 0 || algorithms > static_cast<std::uint32_t>(Algorithms::both)) {
        std::abort();
    }
    return new Dual(static_cast<Algorithms>(algorithms));
}

void ekey_hash_update(void* hasher, uint32_t length) { dual(hasher).update(filled(length)); }

void ekey_hash_final(void* hasher)
{
    const Pair pair = dual(hasher).finish();
    std::copy(pair.sm3.begin(), pair.sm3.end(), buffer);
    std::copy(pair.sha256.begin(), pair.sha256.end(), buffer + pair.sm3.size());
}

void ekey_hash_free(void* hasher) { delete static_cast<Dual*>(hasher); }

double ekey_hash_bytes(const void* hasher) { return static_cast<double>(midstate(hasher).bytes); }

uint32_t ekey_hash_save(const void* hasher)
{
    return encode(midstate(hasher), std::span(buffer).first<mostMidstateBytes>());
}

uint32_t ekey_hash_restore(void* hasher, uint32_t length)
{
    Midstate found;
    const Decoded decoded = decode(filled(length), midstate(hasher).algorithms, found);
    if (decoded == Decoded::ok) {
        dual(hasher) = restore(found);
    }
    return static_cast<std::uint32_t>(decoded);
}
