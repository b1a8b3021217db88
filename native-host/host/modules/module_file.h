// A module file of p11-kit's: pkcs11.conf(5), "Module configuration".
#pragma once

#include "core/error.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::host {

/// Only what decides whether and from where a library is loaded. What a file does not say is none.
struct ModuleFile {
    std::optional<std::string> module{};                ///< path of the library, possibly relative, possibly empty
    std::optional<std::string> remote{};                ///< the library runs elsewhere: a command or an address
    std::optional<std::vector<std::string>> enableIn{}; ///< programs; the others are refused. Stronger than disableIn
    std::optional<std::vector<std::string>> disableIn{};
    std::optional<bool> trustPolicy{}; ///< holds authorities' certificates for TLS
    std::optional<int> priority{};     ///< higher ones come first

    /// Takes over what this file does not say itself: an administrator's file says more than a package's of the same
    /// name.
    void inherit(const ModuleFile& defaults);
    bool enabledFor(std::string_view program) const;

    friend bool operator==(const ModuleFile&, const ModuleFile&) = default;
};

/// Strict where p11-kit is: one line that is none refuses the file, and settings of other names are passed over. Of two
/// equal names the last counts. Errors: module.file_size {limit}, module.syntax {line}: a line without a name and a
/// colon, a control character, text that is not UTF-8, a priority that is no number.
Result<ModuleFile> readModuleFile(std::string_view text);

/// A file name that p11-kit takes: begins with a letter or digit, holds only these and _ - . and ends with ".module".
bool isModuleFileName(std::string_view name);

} // namespace ekey::host
