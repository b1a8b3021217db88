// Tells whether a file is still the one that was read, without reading it.
#pragma once

#include <cstdint>
#include <filesystem>

namespace ekey::platform {

/// Equal stamps: nobody has written, replaced, removed or made the file since, nor changed who may write it. Links are
/// followed. Two writes within one tick of the file system's clock that keep the length look like one.
struct FileStamp {
    bool exists = false;
    std::uint64_t volume = 0;
    std::uint64_t number = 0; ///< of the file on its volume
    std::uint64_t bytes = 0;
    std::int64_t written = 0; ///< in the system's own unit, as below
    std::int64_t changed = 0; ///< its rights or its name, where the system tells

    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

FileStamp fileStamp(const std::filesystem::path& file);

} // namespace ekey::platform
