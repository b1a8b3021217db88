// Where vendors' libraries for tokens are announced, and where they are put.
#pragma once

#include "native-host/token/module_options.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ekey::platform {

/// A file name by which a vendor's library is known.
struct KnownLibrary {
    std::string name{};
    token::ModuleKind kind = token::ModuleKind::pkcs11;
};

/// A library that its installer told the system of.
struct RegisteredLibrary {
    std::filesystem::path file{};
    token::ModuleKind kind = token::ModuleKind::pkcs11;
};

/// All that is here is only where to look: nothing in it is trusted for having been found.
struct ModulePlaces {
    // Folders of p11-kit's module files (pkcs11.conf(5)); empty where the system has none.
    std::filesystem::path packageFiles{};
    std::filesystem::path administratorFiles{}; ///< say more than packageFiles of the same name
    std::filesystem::path userFiles{};          ///< never followed: everything that runs as the user can write there

    /// Where libraries are usually put, in the order of looking: p11-kit's own folder first. For one that a module file
    /// names by a relative path, and for those that are known.
    std::vector<std::filesystem::path> folders{};
    std::vector<KnownLibrary> known{};
    std::vector<RegisteredLibrary> registered{};
};

/// This system's, as they are now.
ModulePlaces modulePlaces();

} // namespace ekey::platform
