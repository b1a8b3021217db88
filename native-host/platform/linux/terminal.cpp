#include "native-host/platform/terminal.h"

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace ekey::platform {
namespace {

/// A terminal that has hung up cannot be opened any more (tty(4)).
bool hasTerminal()
{
    const int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (terminal >= 0) close(terminal);
    return terminal >= 0;
}

bool isSet(const char* variable)
{
    const char* value = std::getenv(variable);
    return value && *value != '\0';
}

} // namespace

ControllingTerminal::ControllingTerminal() : had_(hasTerminal()) {}

bool ControllingTerminal::lost() const { return had_ && !hasTerminal(); }

std::string terminalName()
{
    const char* name = ttyname(STDIN_FILENO);
    return name ? name : "";
}

bool hasDisplay() { return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY"); }

bool writesToTerminal() { return isatty(STDOUT_FILENO) == 1; }

} // namespace ekey::platform
