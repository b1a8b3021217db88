/* The verify module's C ABI: is a signature right, whose is it, may that certificate be believed, was it revoked. Plain
 * C, no JavaScript glue, and nothing from outside: no clock, no files, no random numbers.
 *
 * Memory. As forms_abi.h: the caller writes a request into memory it got from ekey_alloc() and frees it with
 * ekey_free(); an answer belongs to the module and stays valid until the next call of ekey_verify_call(). The memory
 * may grow during any call.
 *
 * Errors are data inside the answer; status tells only whose they are. */
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

/* NULL when memory is short or `bytes` is more than a request may have (16 MiB). */
void* ekey_alloc(size_t bytes);
void ekey_free(void* memory);

/* One operation. The request is a JSON object with "op"; every file is base64 of its bytes, which are PEM or DER:
 *   {"op":"verify","signedData":"…","content"?:"…","anchors":["…",…],"revocationLists"?:["…",…],"at":"2026-11-23T08:00:00Z"}
 *       → core/signature/verification.h, toJson(Verification); errors: an anchor or a list that cannot be read, with a
 * pointer to it
 *   {"op":"certificate","certificate":"…"} → toJson(Certificate) of the first one
 * Chains to the anchors of the call before are remembered as long as the same are given. */
const ekey_answer* ekey_verify_call(const uint8_t* request, size_t length);

#ifdef __cplusplus
}
#endif
