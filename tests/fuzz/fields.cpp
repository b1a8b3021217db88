// Structured fields of the portal's requests: whatever is read says no more than its text.
#include "portal/http/structured_fields.h"

#include "core/text/base64.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace ekey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto count = portal::http::readCount(text)) {
        fuzz::demand(*count >= 0 && *count <= 999'999'999'999'999, "a count has at most fifteen digits");
        fuzz::demand(text.find(std::to_string(*count)) != text.npos, "a count stands in its text");
    }
    if (const auto flag = portal::http::readBoolean(text)) {
        fuzz::demand(text.find(*flag ? "?1" : "?0") != text.npos, "a boolean stands in its text");
    }
    if (const auto digest = portal::http::readSha256(text)) {
        const std::string member = "sha-256=:" + text::base64(*digest) + ':';
        fuzz::demand(text.find(member) != text.npos, "a digest stands in its text");
        fuzz::demand(portal::http::readSha256(member) == digest, "a digest is read from its own member");
    }
    return 0;
}
