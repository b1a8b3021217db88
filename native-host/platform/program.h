// Runs a program of the system's to its end.
#pragma once

#include "native-host/platform/child_process.h"

#include <optional>
#include <string>
#include <vector>

namespace ekey::platform {

/// `program` is an absolute path, `arguments` without its name. Its standard output and input are nowhere, its standard
/// error is ours. The exit status, or 128 and the number of the signal that ended it; none where it cannot be started,
/// and on Windows, where nothing needs it.
std::optional<int> runProgram(const std::string& program, std::vector<std::string> arguments,
                              const Environment& environment);

} // namespace ekey::platform
