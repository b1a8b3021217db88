// What a file is and whether it is fit, on any bytes, pulled as page and portal do.
// EKEY_FUZZ_PREFIX makes a target for one type of it.
#include "core/material/inspection.h"
#include "tests/fuzz/demand.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace ekey;

namespace {

std::vector<std::uint8_t> withPrefix(std::vector<std::uint8_t> file)
{
#ifdef EKEY_FUZZ_PREFIX
    constexpr std::string_view prefix = EKEY_FUZZ_PREFIX;
    const bool there =
        file.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), file.begin(),
                                                   [](char a, std::uint8_t b) { return a == static_cast<char>(b); });
    if (!there) file.insert(file.begin(), prefix.begin(), prefix.end());
#endif
    return file;
}

const material::Limits limits{.types = {"image/jpeg", "image/png", "application/pdf"}, .bytes = 1 << 20};

material::Inspected pulled(const std::vector<std::uint8_t>& file)
{
    material::Inspection inspection("a.pdf", static_cast<std::int64_t>(file.size()), limits);
    while (const auto range = inspection.wants()) {
        fuzz::demand(range->offset >= 0 && range->length > 0 &&
                         range->offset + range->length <= static_cast<std::int64_t>(file.size()),
                     "only what the file has is wanted");
        inspection.give(
            std::span(file).subspan(static_cast<std::size_t>(range->offset), static_cast<std::size_t>(range->length)));
    }
    return inspection.result();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::vector<std::uint8_t> file = withPrefix({data, data + size});
    const material::Inspected found = pulled(file);
    fuzz::demand(!found.type.empty(), "every file has a type");
    fuzz::demand(blocks(found.errors) || found.type != "application/pdf" || found.pages.value_or(0) > 0,
                 "a PDF that is accepted has pages");
    return 0;
}
