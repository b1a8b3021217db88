/* The forms module's C ABI: rules and forms for the page. Plain C, no JavaScript glue.
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
 *   {"op":"check","name":"uscc","text":"…","facts":{"on"?,"uscc"?}?} →
 * {"normalized","errors","masked","parts":{…},"suggestion"?}
 *   {"op":"open","definition":"<the file's text>","facts":{…},"draft":{…}?} →
 * {"session":N,"form":{"id","version","sm3"}}
 *   {"op":"set","session":N,"pointer":"…","value":…}         → {"changes":[…]}
 *   {"op":"insert","session":N,"pointer":"/keys","at":N?}    → {"changes":[…]}
 *   {"op":"remove","session":N,"pointer":"/keys/1"}          → {"changes":[…]}
 *   {"op":"confirm","session":N,"pointer":"…","code":"…"}    → {"changes":[…]}
 *   {"op":"items","session":N,"page":"…"?}                   → [item…]: what core/form/session.h says
 *   {"op":"validate","session":N,"page":"…"?}                → {"errors":[…]} as the result
 *   {"op":"materials","session":N} · {"op":"answers","session":N} · {"op":"draft","session":N} → what
 * core/form/session.h says
 *   {"op":"submission","session":N,"audience":"…","filing":"…","nonce":"…"} → {"canonical":"…"}
 *   {"op":"close","session":N}                               → null
 *   {"op":"evaluate","expression":"a + 1","bindings":{…}?}   → {"type":"int","value":…}: docs/expressions.md
 *   {"op":"canonical","text":"<JSON>"}                       → {"canonical":"…"} */
const ekey_answer* ekey_forms_call(const uint8_t* request, size_t length);

/* The operation "check" without JSON, for callers that check as people type or whole lists at once; it answers the
 * same.
 *
 * The caller writes into ekey_check_buffer(), which the module owns: a name for ekey_check_find(), or for ekey_check()
 * the text, the day of the check and the enterprise's USCC one after the other. Any bytes are taken; what is no UTF-8
 * is answered with text.encoding. The answer is valid until the next call. */
enum { EKEY_PARTS_MOST = 8 };

typedef struct {
    uint32_t status; /* 0, or 1: errors are about a defect of the caller: check.unknown, check.day */
    uint32_t data;   /* where the answer's text stands, UTF-8: all of the following without anything between */
    uint32_t length; /* bytes */
    /* Lengths in UTF-16 code units, so that JavaScript decodes once and cuts. */
    uint32_t errors; /* canonical JSON; 0: there are none */
    uint32_t normalized;
    uint32_t masked;
    uint32_t suggestion;                /* 0: none */
    uint32_t parts;                     /* how many */
    uint32_t part[2 * EKEY_PARTS_MOST]; /* of each its name and its value */
} ekey_checked;

/* At least `bytes`; NULL when that is more than a request may have. Another address only after a larger demand than
 * before. */
uint8_t* ekey_check_buffer(size_t bytes);
/* The number of the check of that name, from 1 on; 0: there is none. */
uint32_t ekey_check_find(uint32_t length);
const ekey_checked* ekey_check(uint32_t check, uint32_t text, uint32_t on, uint32_t uscc);

#ifdef __cplusplus
}
#endif
