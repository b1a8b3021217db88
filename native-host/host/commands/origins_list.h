// ekey-host origins list: which sites may ask for what, and who says so.
#pragma once

#include "native-host/host/commands/command.h"

namespace ekey::host {

/// A table, then what is denied and what is not given.
std::string originsText(const Policy& policy, const text::Messages& messages);

/// {"origins": [{origin, rights, development, sources}], "denied": […], "withheld": [errors], "files": […]}, one line
/// of canonical JSON without its newline.
std::string originsJson(const Policy& policy);

/// The exit status.
Result<int> listOrigins(const CommandContext& context);

} // namespace ekey::host
