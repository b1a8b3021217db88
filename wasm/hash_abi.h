/* The hash module's C ABI: SM3 and SHA-256 of one file in one pass, in constant memory.
 *
 * A hasher lives from ekey_hash_new() to ekey_hash_free(). The caller copies a piece into ekey_hash_buffer() (of
 * ekey_hash_buffer_size() bytes, owned by the module, shared by all hashers), then calls ekey_hash_update(). The digests written by
 * ekey_hash_final() stand in the same buffer: 32 bytes of SM3, then 32 bytes of SHA-256. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

uint8_t* ekey_hash_buffer(void);
uint32_t ekey_hash_buffer_size(void);
void* ekey_hash_new(void);
void ekey_hash_update(void* hasher, uint32_t length);
void ekey_hash_final(void* hasher);
void ekey_hash_free(void* hasher);

#ifdef __cplusplus
}
#endif
