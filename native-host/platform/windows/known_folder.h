#pragma once

#include "native-host/platform/windows/handle.h"

#include <filesystem>

// After Windows' own.
#include <shlobj.h>

namespace ekey::platform {

/// Throws std::system_error.
std::filesystem::path knownFolder(const KNOWNFOLDERID& id);

} // namespace ekey::platform
