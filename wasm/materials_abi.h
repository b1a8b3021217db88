/* The materials module's C ABI: what a file is, by its content, and whether it may be sent. Plain C, no JavaScript
 * glue.
 *
 * Memory and answers: json_abi.h.
 *
 * Errors are data inside the answer; status tells only whose they are. */
#pragma once

#include "wasm/json_abi.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One operation. The request is a JSON object with "op":
 *   {"op":"inspect","name":"a.jpg","bytes":N,"limits":{"types":[…],"bytes":N,"pixels":N?,"pages":N?}}
 *       → {"inspection":N,"wants":{"offset","length"}}: give these bytes of the file, at most 256 KiB
 *       → {"done":{"type","errors","picture"?,"pages"?,"encrypted"?}}: core/material/material.h; the inspection is over
 *   {"op":"give","inspection":N,"bytes":"<base64>"}          → the same; fewer bytes than wanted: the file ended early
 *   {"op":"abandon","inspection":N}                          → null; at most 4 inspections are under way at once */
const ekey_answer* ekey_materials_call(const uint8_t* request, size_t length);

#ifdef __cplusplus
}
#endif
