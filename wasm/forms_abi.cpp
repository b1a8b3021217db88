#include "wasm/forms_abi.h"

#include "wasm/forms.h"
#include "wasm/hand_out.h"

#include <cstdlib>

void* ekey_alloc(size_t bytes) { return bytes > ekey::wasm::requestBytes ? nullptr : std::malloc(bytes); }

void ekey_free(void* memory) { std::free(memory); }

const ekey_answer* ekey_forms_call(const uint8_t* request, size_t length)
{
    static ekey::wasm::Forms forms;
    return ekey::wasm::handOut(forms.call({reinterpret_cast<const char*>(request), length}));
}
