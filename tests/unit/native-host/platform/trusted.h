// Short names for the two answers of trustedFile().
#pragma once

#include "native-host/platform/trusted_file.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <optional>

namespace ekey::platform {

/// The path without links; empty when it was refused.
inline std::filesystem::path trusted(const std::filesystem::path& file, Trust trust = Trust::user)
{
    const auto answer = trustedFile(file, trust);
    const auto* path = std::get_if<std::filesystem::path>(&answer);
    return path ? *path : std::filesystem::path();
}

/// None: it was trusted.
inline std::optional<PathFault> faultOf(const std::filesystem::path& file, Trust trust = Trust::user)
{
    const auto answer = trustedFile(file, trust);
    const auto* refusal = std::get_if<PathRefusal>(&answer);
    return refusal ? std::optional(refusal->fault) : std::nullopt;
}

inline std::filesystem::path placeOfFault(const std::filesystem::path& file, Trust trust = Trust::user)
{
    const auto answer = trustedFile(file, trust);
    const auto* refusal = std::get_if<PathRefusal>(&answer);
    return refusal ? refusal->at : std::filesystem::path();
}

inline void setMode(const std::filesystem::path& path, unsigned mode)
{
    std::filesystem::permissions(path, static_cast<std::filesystem::perms>(mode));
}

/// A file that nobody but its owner can write, whatever this process's mask is.
inline void makeFile(const std::filesystem::path& file, std::string_view bytes = "library")
{
    test::writeFile(file, bytes);
    setMode(file, 0644);
}

inline void makeFolder(const std::filesystem::path& folder)
{
    std::filesystem::create_directory(folder);
    setMode(folder, 0755);
}

} // namespace ekey::platform
