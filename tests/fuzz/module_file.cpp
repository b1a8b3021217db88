// The reader of p11-kit's module files on any bytes.
#include "native-host/host/modules/module_file.h"
#include "core/text/utf8.h"
#include "tests/fuzz/demand.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    (void)host::isModuleFileName(text);
    auto file = host::readModuleFile(text);
    if (!file) return 0;
    const std::string module = file->module.value_or("");
    fuzz::demand(text::isUtf8(module), "a path is UTF-8");
    fuzz::demand(module.find_first_of(std::string_view("\0\n\x1b", 3)) == module.npos,
                 "a path holds no control characters");
    fuzz::demand(!file->enableIn || !file->enabledFor(""), "no name is listed that is none");
    const host::ModuleFile whole = *file;
    file->inherit(whole);
    fuzz::demand(*file == whole, "a file inherits nothing from itself");
    return 0;
}
