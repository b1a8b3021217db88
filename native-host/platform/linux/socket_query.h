// Asks the kernel for one TCP socket (sock_diag(7)): its answer costs the same however many sockets there are.
#pragma once

#include "native-host/platform/peer.h"

#include <sys/types.h>

namespace ekey::platform {

struct SocketAnswer {
    enum class Kind {
        refused, ///< no netlink, or none about sockets; a kernel without the part for TCP's answers `nothing` to all
        nothing, ///< no such socket
        other,   ///< in another state, or one that listens where the connection would be
        established
    };
    Kind kind = Kind::refused;
    uid_t user = 0; ///< of an established one
};

/// The socket that is bound to `local` and connected to `remote`. IPv4 addresses as ::ffff:a.b.c.d, whatever the
/// socket's own family is. Does not wait.
SocketAnswer querySocket(const Endpoint& local, const Endpoint& remote);

} // namespace ekey::platform
