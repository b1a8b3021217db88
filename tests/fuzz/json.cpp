// The strict reader on any bytes, and the writer on what it accepts.
#include "core/json/canonical.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = json::read(text);
    if (!value) return 0;
    const std::string canonical = json::canonical(*value);
    const auto again = json::read(canonical);
    fuzz::demand(bool(again), "the canonical text can be read");
    fuzz::demand(*again == *value, "the canonical text says the same");
    fuzz::demand(json::canonical(*again) == canonical, "the canonical text is a fixed point");
    return 0;
}
