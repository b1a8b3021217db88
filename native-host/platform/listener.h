// Which program listens on a port of this computer's loopback.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace ekey::platform {

struct PortListener {
    bool sameUser = false;
    std::string program{}; ///< its name where the system tells; of another user's program it does not
};

/// Of a socket that takes connections to 127.0.0.1 or ::1 at that port. None: the port is free, or the system does not
/// tell.
std::optional<PortListener> portListener(std::uint16_t port);

} // namespace ekey::platform
