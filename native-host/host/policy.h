// Who may ask for what, and which vendor libraries there are: what all files of the policy say together.
// docs/policy.md describes them.
#pragma once

#include "core/error.h"
#include "native-host/host/limits.h"
#include "native-host/host/modules/module.h"

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::host {

/// What one origin may ask for.
struct Grant {
    std::string origin{};
    bool authenticate = false;
    bool sign = false;
    bool signDigest = false; ///< of content that the host has not seen
    bool renew = false;
    bool produce = false;
    bool development = false;           ///< said in every window
    std::vector<std::string> sources{}; ///< the files that gave the rights, or took some away

    std::vector<std::string> rights() const; ///< as the protocol names them
};

struct RightName {
    std::string_view name;
    bool Grant::*granted;
};
inline constexpr std::array<RightName, 5> rightNames{{{"authenticate", &Grant::authenticate},
                                                      {"sign", &Grant::sign},
                                                      {"signDigest", &Grant::signDigest},
                                                      {"renew", &Grant::renew},
                                                      {"produce", &Grant::produce}}};

/// Null where there is no such right.
const RightName* findRight(std::string_view name);

/// Where a policy comes from decides what it may say.
enum class PolicySource {
    system,     ///< an administrator's: no development origins; modules are looked for unless it says otherwise
    user,       ///< the user's own, beside an administrator's: may only add what that leaves open
    commandLine ///< private, named by whoever started the host: no modules but the listed ones unless it says otherwise
};

struct PolicyLimits {
    std::chrono::seconds prompt = limits::prompt; ///< for a person to answer a window
    std::size_t batch = limits::batch;            ///< documents signed after one window
    std::chrono::seconds idle = limits::idle;     ///< of a connection, without a frame
};

struct Policy {
    std::vector<Grant> grants;
    std::vector<std::string> denied; ///< origins that no file can grant anything
    std::vector<Module> modules;     ///< listed; whether one may be used is for findModules() to say
    bool discover = false;           ///< look for libraries that are not listed, too
    std::string pinentry;            ///< absolute path; empty: the system's
    std::string language = "zh-CN";
    PolicyLimits limits;
    /// What a file asks for and does not get: policy.denied {origin}, policy.closed {what}, policy.closed_origin
    /// {origin}, policy.closed_right {origin, right}, policy.narrowed {origin, right}, policy.limit {limit, most}; all
    /// with {file}.
    Errors withheld;
    std::vector<std::string> files; ///< that were read; what a later one says counts more

    const Grant* find(std::string_view origin) const;

    /// One file alone. Errors: those of PolicyLayer::read.
    static Result<Policy> read(std::string_view text, PolicySource source);
};

} // namespace ekey::host
