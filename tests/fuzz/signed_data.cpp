// SignedData of both forms on any bytes: read, verified with its attributes or without, and told in JSON.
#include "core/json/canonical.h"
#include "core/signature/verification.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

namespace {

constexpr signature::Time now = 1795420800; // 2026-11-23T08:00:00Z

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> der(data, size);
    signature::ChainMemory nobody{signature::Anchors{}};
    const std::vector<signature::RevocationList> none;
    for (const std::optional<std::string_view> content :
         {std::optional<std::string_view>{}, std::optional<std::string_view>("{}")}) {
        const signature::Verification found =
            signature::verify({.der = der, .detached = content, .lists = none, .at = now}, nobody);
        fuzz::demand(!found.valid(), "nothing is valid where nobody is trusted");
        fuzz::demand(!json::canonical(toJson(found)).empty(), "every verdict is JSON");
        const auto strict = signature::verifySignedData(der, content);
        fuzz::demand(!strict || found.signedData, "what is right with all attributes is right without the demand");
    }
    return 0;
}
