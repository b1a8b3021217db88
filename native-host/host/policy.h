// Who may ask for what, and which vendor libraries there are. docs/policy.md describes the file.
#pragma once

#include "core/error.h"
#include "native-host/host/modules/module.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekey::host {

/// What one origin may ask for.
struct Grant {
    std::string origin{};
    bool authenticate = false;
    bool sign = false;
    bool signDigest = false;  ///< of contents that the host does not see
    bool development = false; ///< said in every window

    std::vector<std::string> rights() const; ///< as the protocol names them
};

/// Where a policy comes from decides what it may say.
enum class PolicySource {
    system,     ///< installed: no development origins; modules are looked for unless it says otherwise
    commandLine ///< private, named by whoever started the host: no modules but the listed ones unless it says otherwise
};

struct Policy {
    std::vector<Grant> grants;
    std::vector<Module> modules; ///< listed; whether one may be used is for findModules() to say
    bool discover = false;       ///< look for libraries that are not listed, too
    std::string pinentry;        ///< absolute path; empty: the system's
    std::string language = "zh-CN";

    const Grant* find(std::string_view origin) const;

    /// Errors: those of json::read and json::Members; policy.origin {origin, reason}, policy.origin_twice {origin},
    /// policy.development, policy.right {right}, policy.path {path}; those of readModule().
    static Result<Policy> read(std::string_view text, PolicySource source);
};

} // namespace ekey::host
