#include "native-host/platform/program.h"

namespace ekey::platform {

std::optional<int> runProgram(const std::string&, std::vector<std::string>, const Environment&) { return std::nullopt; }

} // namespace ekey::platform
