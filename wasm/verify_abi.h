/* The verify module's C ABI: is a signature right, whose is it, may that certificate be believed, was it revoked. Plain
 * C, no JavaScript glue, and nothing from outside: no clock, no files, no random numbers.
 *
 * Memory and answers: json_abi.h.
 *
 * Errors are data inside the answer; status tells only whose they are. */
#pragma once

#include "wasm/json_abi.h"

#ifdef __cplusplus
extern "C" {
#endif

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
