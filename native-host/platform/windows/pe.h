// The header of a PE file (Microsoft, "PE Format": MS-DOS stub, signature, COFF file header).
#pragma once

#include "native-host/platform/library_file.h"

#include <cstdint>
#include <span>

namespace ekey::platform::pe {

/// `head`: the file's first bytes. The 64-bit programs here are x64's.
LibraryFile library(std::span<const std::uint8_t> head);

} // namespace ekey::platform::pe
