// The forms module's operations on any request, several in one life of the module: inputs are requests, one a line.
#include "core/json/reader.h"
#include "tests/fuzz/demand.h"
#include "wasm/forms.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    wasm::Forms forms;
    std::string_view text(reinterpret_cast<const char*>(data), size);
    for (int requests = 0; requests < 16 && !text.empty(); ++requests) {
        const std::size_t end = text.find('\n');
        const auto answer = forms.call(text.substr(0, end));
        const auto body = json::read(answer.text);
        fuzz::demand(body && body->is_object() && body->size() == 1, "every answer is one member of JSON");
        fuzz::demand(body->contains("result") || body->contains("errors"), "a result or errors");
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return 0;
}
