/* The forms module's C ABI: rules, forms and material checks for the page. Plain C, no JavaScript glue.
 *
 * Memory. The caller writes a request into memory it got from ekey_alloc() and frees it with ekey_free(). An answer belongs to
 * the module and stays valid until the next call of ekey_forms_call(); the caller copies it. Addresses are 32-bit offsets into the
 * module's memory, which may grow during any call: take a new view of it afterwards.
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

/* NULL when memory is short or `bytes` is more than a request may have (4 MiB). */
void* ekey_alloc(size_t bytes);
void ekey_free(void* memory);

/* One operation. The request is a JSON object with "op":
 *   {"op":"check","name":"uscc","text":"…"}                  → {"normalized","errors","suggestion"?}
 *   {"op":"inspect","name":"a.jpg","bytes":N,"limits":{"types":[…],"bytes":N,"pixels":N?,"pages":N?}}
 *       → {"inspection":N,"wants":{"offset","length"}}: give these bytes of the file, at most 256 KiB
 *       → {"done":{"type","errors","picture"?,"pages"?,"encrypted"?}}: core/material/material.h; the inspection is over
 *   {"op":"give","inspection":N,"bytes":"<base64>"}          → the same; fewer bytes than wanted: the file ended early
 *   {"op":"abandon","inspection":N}                          → null; at most 4 inspections are under way at once
 *   {"op":"open","definition":"<the file's text>","facts":{…},"draft":{…}?} → {"session":N,"form":{"id","version","sm3"}}
 *   {"op":"set","session":N,"pointer":"…","value":…}         → {"changes":[…]}
 *   {"op":"validate","session":N,"page":"…"?}                → {"errors":[…]} as the result
 *   {"op":"materials","session":N} · {"op":"answers","session":N} · {"op":"draft","session":N} → what core/form/session.h says
 *   {"op":"submission","session":N,"audience":"…","filing":"…","nonce":"…"} → {"canonical":"…"}
 *   {"op":"close","session":N}                               → null
 *   {"op":"canonical","text":"<JSON>"}                       → {"canonical":"…"} */
const ekey_answer* ekey_forms_call(const uint8_t* request, size_t length);

#ifdef __cplusplus
}
#endif
