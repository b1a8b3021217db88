// One vendor library, run in a worker of its own.
#pragma once

#include "core/error.h"
#include "native-host/host/modules/wildcard.h"
#include "native-host/token/module_options.h"

#include <map>
#include <string>
#include <string_view>

namespace ekey::host {

using token::ModuleKind;

/// Who says that there is such a library.
enum class ModuleSource {
    policy,
    announcement, ///< a module file of p11-kit's
    folder,       ///< found in a usual folder under a name that is known
    registry      ///< Windows
};

/// "policy", "p11-kit", "folder", "registry".
std::string_view name(ModuleSource source);
/// "pkcs11", "skf".
std::string_view name(ModuleKind kind);

struct Module {
    std::string path{}; ///< absolute, UTF-8
    token::ModuleOptions options{};
    Wildcard label{}; ///< only tokens whose label is like this are seen through this library
    std::map<std::string, std::string> environment{};
    ModuleSource source = ModuleSource::policy;
    unsigned bits = 8 * sizeof(void*); ///< of the library: 32 or 64; known once it was admitted
};

/// What was found and is not used. `path` is the library's, or that of the file or folder that was to tell of one.
struct SkippedModule {
    std::string path{};
    ModuleSource source = ModuleSource::policy;
    Error reason{};
};

} // namespace ekey::host
