// Where policies stand on this system.
#pragma once

#include <filesystem>

namespace ekey::platform {

struct PolicyPlaces {
    std::filesystem::path system{};  ///< the administrator's file
    std::filesystem::path dropIns{}; ///< a folder of the administrator's: each *.json adds to it, in the order of names
    std::filesystem::path user{};    ///< the user's own file; empty where the user has no folder
};

/// Linux: /etc/ekey and $XDG_CONFIG_HOME/ekey, or else ~/.config/ekey (XDG Base Directory Specification); Windows:
/// ProgramData\ekey and AppData\Roaming\ekey.
PolicyPlaces policyPlaces();

/// The same with another folder than the administrator's own.
PolicyPlaces policyPlaces(const std::filesystem::path& administratorFolder);

/// Whether the folder can be changed only by an administrator or this user: what is missing from it counts, too. True
/// where there is no such folder.
bool isTrustedFolder(const std::filesystem::path& folder);

} // namespace ekey::platform
