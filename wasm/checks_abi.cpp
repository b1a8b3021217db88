#include "wasm/checks.h"
#include "wasm/forms.h"
#include "wasm/forms_abi.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace {

static_assert(EKEY_PARTS_MOST == ekey::wasm::partsMost);

// What nearly all texts need, also when JavaScript reckons with three bytes for each character.
constexpr std::size_t usual = 4096;

std::string& buffer()
{
    static std::string bytes(usual, '\0');
    return bytes;
}

} // namespace

uint8_t* ekey_check_buffer(size_t bytes)
{
    if (bytes > ekey::wasm::requestBytes) {
        return nullptr;
    }
    if (bytes > buffer().size()) {
        buffer().resize(bytes);
    }
    return reinterpret_cast<uint8_t*>(buffer().data());
}

uint32_t ekey_check_find(uint32_t length)
{
    return static_cast<uint32_t>(ekey::wasm::numberOf(std::string_view(buffer()).substr(0, length)));
}

const ekey_checked* ekey_check(uint32_t check, uint32_t text, uint32_t on, uint32_t uscc)
{
    static ekey::wasm::Packed packed;
    static ekey_checked answer;

    const std::string_view all = buffer();
    if (text > all.size() || on > all.size() - text || uscc > all.size() - text - on) {
        std::abort();
    }
    ekey::wasm::check(check, all.substr(0, text), {all.substr(text, on), all.substr(text + on, uscc)}, packed);
    answer.status = packed.misused ? 1 : 0;
    answer.data = reinterpret_cast<uint32_t>(packed.text.data());
    answer.length = packed.text.size();
    answer.errors = packed.errors;
    answer.normalized = packed.normalized;
    answer.masked = packed.masked;
    answer.suggestion = packed.suggestion;
    answer.parts = packed.parts;
    std::copy(std::begin(packed.part), std::end(packed.part), answer.part);
    return &answer;
}
