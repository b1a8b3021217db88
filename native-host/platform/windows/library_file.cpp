#include "native-host/platform/library_file.h"

#include "native-host/platform/windows/pe.h"

#include <fstream>
#include <vector>

namespace ekey::platform {

LibraryFile examineLibrary(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    std::vector<std::uint8_t> head(libraryHeadBytes);
    in.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()));
    if (!in.is_open() || in.bad()) return LibraryFile::unreadable;
    head.resize(static_cast<std::size_t>(in.gcount()));
    return pe::library(head);
}

} // namespace ekey::platform
