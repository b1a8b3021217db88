// The terminal in which this process was started.
#pragma once

#include <string>

namespace ekey::platform {

class ControllingTerminal {
public:
    ControllingTerminal();

    /// There was one, and it is gone. A service never had one.
    bool lost() const;

private:
    bool had_ = false;
};

/// Where a window without a display could appear: the terminal of standard input; empty when that is none.
std::string terminalName();

/// Whether a program of this user's can open windows on a display.
bool hasDisplay();

/// Whether standard output is read by a person.
bool writesToTerminal();

} // namespace ekey::platform
