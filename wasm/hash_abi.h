/* The hash module's C ABI: SM3 and SHA-256 of one file in one pass, in constant memory.
 *
 * A hasher lives from ekey_hash_new() to ekey_hash_free(). The caller copies a piece into ekey_hash_buffer() (of
 * ekey_hash_buffer_size() bytes, owned by the module, shared by all hashers), then calls ekey_hash_update(). The
 * digests written by ekey_hash_final() stand in the same buffer: 32 bytes of SM3, then 32 bytes of SHA-256, zeros for
 * one not asked for; no call but ekey_hash_free() may follow.
 *
 * Algorithms are bits: 1 SM3, 2 SHA-256. Calls that break these rules end the module. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

uint8_t* ekey_hash_buffer(void);
uint32_t ekey_hash_buffer_size(void);
void* ekey_hash_new(uint32_t algorithms);
void ekey_hash_update(void* hasher, uint32_t length);
void ekey_hash_final(void* hasher);
void ekey_hash_free(void* hasher);

/* How many bytes were fed: a whole number up to 2^53 - 1. */
double ekey_hash_bytes(const void* hasher);

/* Writes the state (core/digest/midstate.h) into the buffer and answers its length. The hasher goes on unchanged. */
uint32_t ekey_hash_save(const void* hasher);

/* Gives the hasher the state of `length` bytes that stands in the buffer: any bytes whatever. Answers 0, or why it was
 * refused and the hasher left as it was: 1 damaged, 2 of another version, 3 of other algorithms than the hasher's. */
uint32_t ekey_hash_restore(void* hasher, uint32_t length);

#ifdef __cplusplus
}
#endif
