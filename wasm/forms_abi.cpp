#include "wasm/forms_abi.h"

#include "wasm/forms.h"

#include <cstdlib>
#include <utility>

void* ekey_alloc(size_t bytes) { return bytes > ekey::wasm::requestBytes ? nullptr : std::malloc(bytes); }

void ekey_free(void* memory) { std::free(memory); }

const ekey_answer* ekey_forms_call(const uint8_t* request, size_t length)
{
    using ekey::wasm::Forms;
    static Forms forms;
    static Forms::Answer last;
    static ekey_answer answer;

    last = forms.call({reinterpret_cast<const char*>(request), length});
    answer.status = last.fate == Forms::Fate::answered ? 0 : 1;
    answer.data = reinterpret_cast<uint32_t>(last.text.data());
    answer.length = last.text.size();
    return &answer;
}
