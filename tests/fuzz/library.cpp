// The headers of shared libraries of both systems on any bytes.
#include "native-host/platform/linux/elf.h"
#include "native-host/platform/windows/pe.h"
#include "tests/fuzz/demand.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace ekey::platform;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span head(data, std::min(size, libraryHeadBytes));
    constexpr std::uint16_t amd64 = 62;
    const bool elf = elf::library(head, amd64) != LibraryFile::none;
    const bool pe = pe::library(head) != LibraryFile::none;
    ekey::fuzz::demand(!elf || !pe, "nothing is both");
    ekey::fuzz::demand(!elf || elf::machine(head), "a library has a machine");
    return 0;
}
