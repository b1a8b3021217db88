// What a file is to this system's loader, told by its first bytes.
#pragma once

#include <cstddef>
#include <filesystem>

namespace ekey::platform {

inline constexpr std::size_t libraryHeadBytes = 4096; ///< what is read of the file

enum class LibraryFile {
    unreadable,
    none,    ///< no shared library of this system
    foreign, ///< one for another processor
    bits32,  ///< one that a 32-bit process here can load
    bits64
};

LibraryFile examineLibrary(const std::filesystem::path& file);

} // namespace ekey::platform
