// ekey-host origins add, ekey-host origins remove: change the user's own file.
#pragma once

#include "native-host/host/commands/command.h"
#include "native-host/platform/prompt.h"

namespace ekey::host {

/// What a person is asked before a site gets rights; `rights` are all that it would have.
platform::Window originWindow(const std::string& origin, const std::vector<std::string>& rights,
                              const text::Messages& messages);

/// Asks the person at the computer in a window, then writes the file. Errors: origins.private, origins.no_home,
/// origins.form {origin, reason}, policy.right {right, known}, origins.no_window, host.prompt {reason}, user.cancelled,
/// user.timeout; why an administrator does not allow it (Policy::withheld); those of PolicyFiles::read.
Result<int> addOrigin(const CommandContext& context, const std::string& origin, const std::vector<std::string>& rights);

/// Takes away without asking. Errors: origins.private, origins.no_home, origins.unknown {origin}; those of
/// PolicyFiles::read.
Result<int> removeOrigin(const CommandContext& context, const std::string& origin);

} // namespace ekey::host
