#pragma once

#include "native-host/host/commands/command.h"

namespace ekey::host {

/// Lists the libraries that would be used, and why others are not; loads none of them. The exit status.
Result<int> listModules(const CommandContext& context);

} // namespace ekey::host
