// The reader of signed documents: what it accepts is canonical to the last byte.
#include "core/json/canonical.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto value = json::readCanonical(text);
    if (value) {
        fuzz::demand(json::canonical(*value) == text, "a signed document has one form only");
        return 0;
    }
    json::Limits signedDocument;
    signedDocument.integers = true;
    const auto loose = json::read(text, signedDocument);
    fuzz::demand(!loose || json::canonical(*loose) != text, "a canonical text is not refused");
    return 0;
}
