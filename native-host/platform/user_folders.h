// The folders in which this user's programs keep things.
#pragma once

#include <filesystem>
#include <optional>

namespace ekey::platform {

/// What the user has chosen. $XDG_CONFIG_HOME or ~/.config; AppData\Roaming. None where the user has no home.
std::optional<std::filesystem::path> configurationFolder();

/// What programs remember. $XDG_STATE_HOME or ~/.local/state; AppData\Local. None where the user has no home.
std::optional<std::filesystem::path> stateFolder();

/// Makes the folder and those above it that are missing, this user's alone. Throws std::system_error.
void makePrivateFolder(const std::filesystem::path& folder);

} // namespace ekey::platform
