#include "wasm/verify_abi.h"

#include "wasm/hand_out.h"
#include "wasm/random_numbers.h"
#include "wasm/verify.h"

#include <cstdlib>

void* ekey_alloc(size_t bytes) { return bytes > ekey::wasm::verifyRequestBytes ? nullptr : std::malloc(bytes); }

void ekey_free(void* memory) { std::free(memory); }

const ekey_answer* ekey_verify_call(const uint8_t* request, size_t length)
{
    static ekey::wasm::Verifier verifier;
    ekey::wasm::giveNumbers();
    return ekey::wasm::handOut(verifier.call({reinterpret_cast<const char*>(request), length}));
}
