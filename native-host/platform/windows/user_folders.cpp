#include "native-host/platform/user_folders.h"

#include "native-host/platform/windows/known_folder.h"

namespace ekey::platform {

std::optional<std::filesystem::path> configurationFolder() { return knownFolder(FOLDERID_RoamingAppData); }

std::optional<std::filesystem::path> stateFolder() { return knownFolder(FOLDERID_LocalAppData); }

// A new folder gets the access list of the one above it, which in a user's profile is the user's alone.
void makePrivateFolder(const std::filesystem::path& folder) { std::filesystem::create_directories(folder); }

} // namespace ekey::platform
