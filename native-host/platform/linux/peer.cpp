#include "native-host/platform/peer.h"

#include "native-host/platform/linux/socket_query.h"
#include "native-host/platform/linux/socket_table.h"

#include <array>
#include <filesystem>
#include <optional>
#include <unistd.h>

namespace ekey::platform {
namespace {

// A socket of the IPv6 family that speaks IPv4 stands in the second table.
const std::array<std::filesystem::path, 2> tables{"/proc/net/tcp", "/proc/net/tcp6"};

std::optional<uid_t> ownerOf(const Endpoint& theirs, const Endpoint& ours)
{
    using Kind = SocketAnswer::Kind;
    const SocketAnswer asked = querySocket(theirs, ours);
    if (asked.kind == Kind::established) return asked.user;
    if (asked.kind == Kind::other) return std::nullopt;
    // Our own end is there, or who listens for it: that none is said to be tells of a kernel that does not know.
    if (asked.kind == Kind::nothing && querySocket(ours, theirs).kind >= Kind::other) return std::nullopt;
    return socketOwner(tables, theirs, ours);
}

} // namespace

Peer peer(const Endpoint& theirs, const Endpoint& ours)
{
    const auto user = ownerOf(theirs, ours);
    if (!user) return Peer::notFound;
    return *user == geteuid() ? Peer::sameUser : Peer::otherUser;
}

} // namespace ekey::platform
