#include "native-host/platform/library_file.h"

#include "native-host/platform/linux/elf.h"

#include <fstream>
#include <optional>
#include <vector>

namespace ekey::platform {
namespace {

std::optional<std::vector<std::uint8_t>> headOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::vector<std::uint8_t> head(libraryHeadBytes);
    in.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()));
    if (!in.is_open() || in.bad()) return std::nullopt;
    head.resize(static_cast<std::size_t>(in.gcount()));
    return head;
}

} // namespace

LibraryFile examineLibrary(const std::filesystem::path& file)
{
    const auto head = headOf(file);
    if (!head) return LibraryFile::unreadable;
    // What this program itself is made for.
    const auto self = headOf("/proc/self/exe");
    const auto own = self ? elf::machine(*self) : std::nullopt;
    return own ? elf::library(*head, *own) : LibraryFile::unreadable;
}

} // namespace ekey::platform
