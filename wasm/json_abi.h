/* What the modules that are asked in JSON have in common: memory, and the shape of an answer.
 *
 * The caller writes a request into memory it got from ekey_alloc() and frees it with ekey_free(). An answer belongs to
 * the module and stays valid until its next call; the caller copies it. Addresses are 32-bit offsets into the module's
 * memory, which may grow during any call: take a new view of it afterwards. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    uint32_t status; /* 0: {"result": …} or {"errors": [Error, …]}; 1: {"errors": …} about a defect of the caller */
    uint32_t data;   /* where the answer stands: canonical JSON in UTF-8 */
    uint32_t length; /* bytes */
} ekey_answer;

/* NULL when memory is short or `bytes` is more than a request may have: 4 MiB for the forms module, 16 MiB for the
 * verify module. */
void* ekey_alloc(size_t bytes);
void ekey_free(void* memory);

#ifdef __cplusplus
}
#endif
