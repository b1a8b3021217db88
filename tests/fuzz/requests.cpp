// The operations of the forms and of the materials module on any request, several in one life of each: inputs are
// requests, one a line.
#include "core/json/reader.h"
#include "tests/fuzz/demand.h"
#include "wasm/forms.h"
#include "wasm/materials.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

namespace {

template <class Module>
void replay(std::string_view text)
{
    Module module;
    for (int requests = 0; requests < 16 && !text.empty(); ++requests) {
        const std::size_t end = text.find('\n');
        const auto body = json::read(module.call(text.substr(0, end)).text);
        fuzz::demand(body && body->is_object() && body->size() == 1, "every answer is one member of JSON");
        fuzz::demand(body->contains("result") || body->contains("errors"), "a result or errors");
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    replay<wasm::Forms>(text);
    replay<wasm::Materials>(text);
    return 0;
}
