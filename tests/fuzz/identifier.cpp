// Every check on any bytes. The first byte chooses the check.
#include "core/identifier/identifier.h"
#include "core/text/utf8.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) return 0;
    const auto names = identifier::names();
    const identifier::Check check = identifier::find(names[data[0] % names.size()]);
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const identifier::Facts facts{"2026-11-26", "91120000PDY00001X7"};

    const identifier::Checked checked = check(text, facts);
    for (const Error& error : checked.errors) {
        fuzz::demand(!error.code.empty() && error.pointer.empty(), "an error has a code and no pointer");
    }
    if (blocks(checked.errors)) {
        fuzz::demand(checked.masked.empty() && checked.parts.empty(), "what is refused has neither mask nor parts");
    } else {
        fuzz::demand(text::isUtf8(checked.normalized), "what is accepted is UTF-8");
        const identifier::Checked again = check(checked.normalized, facts);
        fuzz::demand(again.normalized == checked.normalized, "normalising twice changes nothing");
        fuzz::demand(again.errors == checked.errors, "the normalised value is judged as the typed one");
    }
    if (checked.suggestion) {
        fuzz::demand(check(*checked.suggestion, facts).errors.empty(), "a suggestion passes the whole check");
    }
    return 0;
}
