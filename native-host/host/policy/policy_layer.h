// What one file says. docs/policy.md describes it.
#pragma once

#include "native-host/host/policy.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::host {

struct PolicyLayer {
    PolicySource source = PolicySource::system;
    std::string file{}; ///< as people know it
    std::vector<Grant> grants{};
    std::vector<std::string> denied{};
    std::set<std::string, std::less<>> closed{}; ///< what the user's file cannot add: names of closable
    std::vector<Module> modules{};
    std::optional<bool> discover{};
    std::optional<std::string> pinentry{};
    std::optional<std::string> language{};
    std::optional<std::chrono::seconds> prompt{};
    std::optional<std::size_t> batch{};
    std::optional<std::chrono::seconds> idle{};

    /// Errors: those of json::read and json::Members; policy.origin {origin, reason}, policy.origin_twice {origin},
    /// policy.development, policy.administrator {member}, policy.right {right, known}, policy.closable {name, known},
    /// policy.path {path}; those of readModule(). All with {file}.
    static Result<PolicyLayer> read(std::string_view text, PolicySource source, std::string file);
};

/// What an administrator can close besides rights.
inline constexpr std::array<std::string_view, 3> closable{"origins", "modules", "pinentry"};

} // namespace ekey::host
