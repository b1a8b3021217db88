// Certificates on any bytes: read, and everything asked of what was accepted.
#include "core/json/canonical.h"
#include "core/signature/verification.h"
#include "tests/fuzz/demand.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace ekey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto certificate = signature::Certificate::read({data, size});
    if (!certificate) return 0;
    fuzz::demand(std::ranges::equal(certificate->der(), std::span(data, size)), "a certificate has one encoding");
    const json::Value value = toJson(*certificate);
    const auto again = json::read(json::canonical(value));
    fuzz::demand(again && *again == value, "what it says is JSON");
    signature::Anchors anchors;
    anchors.add(*certificate);
    const auto chain = signature::buildChain(*certificate, {*certificate}, anchors, certificate->notAfter());
    fuzz::demand(!chain || chain->size() > 1, "no certificate vouches for itself");
    return 0;
}
