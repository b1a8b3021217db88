#include "wasm/materials_abi.h"

#include "wasm/hand_out.h"
#include "wasm/materials.h"

#include <cstdlib>

void* ekey_alloc(size_t bytes) { return bytes > ekey::wasm::requestBytes ? nullptr : std::malloc(bytes); }

void ekey_free(void* memory) { std::free(memory); }

const ekey_answer* ekey_materials_call(const uint8_t* request, size_t length)
{
    static ekey::wasm::Materials materials;
    return ekey::wasm::handOut(materials.call({reinterpret_cast<const char*>(request), length}));
}
