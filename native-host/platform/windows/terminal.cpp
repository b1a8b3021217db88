#include "native-host/platform/terminal.h"

#include <io.h>

namespace ekey::platform {

// A console that is closed sends SIGBREAK.
ControllingTerminal::ControllingTerminal() = default;

bool ControllingTerminal::lost() const { return had_; }

std::string terminalName() { return {}; }

bool hasDisplay() { return true; }

bool writesToTerminal() { return _isatty(1) != 0; }

} // namespace ekey::platform
