#include "wasm/verify_abi.h"

#include "wasm/random_numbers.h"
#include "wasm/verify.h"

#include <cstdlib>

void* ekey_alloc(size_t bytes) { return bytes > ekey::wasm::verifyRequestBytes ? nullptr : std::malloc(bytes); }

void ekey_free(void* memory) { std::free(memory); }

const ekey_answer* ekey_verify_call(const uint8_t* request, size_t length)
{
    using ekey::wasm::Verifier;
    static Verifier verifier;
    static Verifier::Answer last;
    static ekey_answer answer;

    ekey::wasm::giveNumbers();
    last = verifier.call({reinterpret_cast<const char*>(request), length});
    answer.status = last.misused ? 1 : 0;
    answer.data = reinterpret_cast<uint32_t>(last.text.data());
    answer.length = last.text.size();
    return &answer;
}
