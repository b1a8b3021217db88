// The kernel's tables of TCP sockets, /proc/net/tcp and /proc/net/tcp6 (proc(5)).
#pragma once

#include "native-host/platform/peer.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <sys/types.h>

namespace ekey::platform {

/// The user of the established socket that is bound to `local` and connected to `remote`. Addresses of the IPv4 table
/// are compared as ::ffff:a.b.c.d.
std::optional<uid_t> socketOwner(std::string_view table, const Endpoint& local, const Endpoint& remote);

/// As many bytes of one table are read: any user of the machine can make them long.
inline constexpr std::size_t tableBytes = 1024 * 1024; // about 7,000 sockets

/// The same in files, of each its first tableBytes.
std::optional<uid_t> socketOwner(std::span<const std::filesystem::path> tables, const Endpoint& local,
                                 const Endpoint& remote);

struct ListeningSocket {
    uid_t user = 0;
    std::uint64_t inode = 0;
};

/// The socket that takes connections to the loopback address at `port`: bound to it, or to all addresses.
std::optional<ListeningSocket> listeningSocket(std::string_view table, std::uint16_t port);

} // namespace ekey::platform
