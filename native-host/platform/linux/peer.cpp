#include "native-host/platform/peer.h"

#include "native-host/platform/linux/socket_table.h"

#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

namespace ekey::platform {

Peer peer(const Endpoint& theirs, const Endpoint& ours)
{
    // A socket of the IPv6 family that speaks IPv4 stands in the second table.
    for (const char* file : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        std::ifstream in(file);
        const std::string table{std::istreambuf_iterator<char>(in), {}};
        if (const auto user = socketOwner(table, theirs, ours)) {
            return *user == geteuid() ? Peer::sameUser : Peer::otherUser;
        }
    }
    return Peer::notFound;
}

} // namespace ekey::platform
