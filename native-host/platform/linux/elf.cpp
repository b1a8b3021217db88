#include "native-host/platform/linux/elf.h"

#include <algorithm>
#include <array>
#include <elf.h>

namespace ekey::platform::elf {
namespace {

// At the same places in both classes (Elf32_Ehdr, Elf64_Ehdr).
constexpr std::size_t typeAt = 16;
constexpr std::size_t machineAt = 18;
constexpr std::size_t least = 20;

std::uint16_t half(std::span<const std::uint8_t> head, std::size_t at)
{
    return static_cast<std::uint16_t>(head[at] | head[at + 1] << 8);
}

/// The 32-bit code that a 64-bit machine runs as well.
std::uint16_t narrow(std::uint16_t machine)
{
    return machine == EM_X86_64 ? EM_386 : machine == EM_AARCH64 ? EM_ARM : EM_NONE;
}

} // namespace

std::optional<std::uint16_t> machine(std::span<const std::uint8_t> head)
{
    static constexpr std::array<std::uint8_t, SELFMAG> magic{ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3};
    if (head.size() < least || !std::equal(magic.begin(), magic.end(), head.begin())) return std::nullopt;
    if (head[EI_DATA] != ELFDATA2LSB) return std::nullopt;
    return half(head, machineAt);
}

LibraryFile library(std::span<const std::uint8_t> head, std::uint16_t own)
{
    const auto found = machine(head);
    if (!found || half(head, typeAt) != ET_DYN) return LibraryFile::none;
    if (head[EI_CLASS] == ELFCLASS64) return *found == own ? LibraryFile::bits64 : LibraryFile::foreign;
    if (head[EI_CLASS] == ELFCLASS32) return *found == narrow(own) ? LibraryFile::bits32 : LibraryFile::foreign;
    return LibraryFile::none;
}

} // namespace ekey::platform::elf
