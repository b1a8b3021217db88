// The kernel's tables of TCP sockets, /proc/net/tcp and /proc/net/tcp6 (proc(5)).
#pragma once

#include "native-host/platform/peer.h"

#include <optional>
#include <string_view>
#include <sys/types.h>

namespace ekey::platform {

/// The user of the established socket that is bound to `local` and connected to `remote`. Addresses of the IPv4 table
/// are compared as ::ffff:a.b.c.d.
std::optional<uid_t> socketOwner(std::string_view table, const Endpoint& local, const Endpoint& remote);

struct ListeningSocket {
    uid_t user = 0;
    std::uint64_t inode = 0;
};

/// The socket that takes connections to the loopback address at `port`: bound to it, or to all addresses.
std::optional<ListeningSocket> listeningSocket(std::string_view table, std::uint16_t port);

} // namespace ekey::platform
