#include "native-host/platform/peer.h"

#include "native-host/platform/windows/user.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include <winsock2.h>
#include <ws2tcpip.h>
// After Winsock's.
#include <iphlpapi.h>

namespace ekey::platform {
namespace {

/// The table may grow between asking for its size and reading it.
constexpr int attempts = 5;

std::vector<unsigned char> connections(ULONG family)
{
    std::vector<unsigned char> table;
    DWORD size = 0;
    for (int i = 0; i < attempts; ++i) {
        const DWORD error = GetExtendedTcpTable(table.data(), &size, FALSE, family, TCP_TABLE_OWNER_PID_CONNECTIONS, 0);
        if (error == NO_ERROR) return table;
        if (error != ERROR_INSUFFICIENT_BUFFER) break;
        table.resize(size);
    }
    return {};
}

Endpoint endpoint(DWORD address, DWORD port)
{
    Endpoint out{.port = ntohs(static_cast<u_short>(port))};
    out.address[10] = out.address[11] = 0xff;
    std::memcpy(&out.address[12], &address, sizeof address);
    return out;
}

Endpoint endpoint(const UCHAR (&address)[16], DWORD port)
{
    Endpoint out{.port = ntohs(static_cast<u_short>(port))};
    std::copy(std::begin(address), std::end(address), out.address.begin());
    return out;
}

bool isIt(const MIB_TCPROW_OWNER_PID& row, const Endpoint& theirs, const Endpoint& ours)
{
    return endpoint(row.dwLocalAddr, row.dwLocalPort) == theirs && endpoint(row.dwRemoteAddr, row.dwRemotePort) == ours;
}

bool isIt(const MIB_TCP6ROW_OWNER_PID& row, const Endpoint& theirs, const Endpoint& ours)
{
    return endpoint(row.ucLocalAddr, row.dwLocalPort) == theirs && endpoint(row.ucRemoteAddr, row.dwRemotePort) == ours;
}

/// The process at the other end; 0 when there is none.
template <class Table>
DWORD processIn(ULONG family, const Endpoint& theirs, const Endpoint& ours)
{
    const std::vector<unsigned char> bytes = connections(family);
    if (bytes.empty()) return 0;
    const auto* table = reinterpret_cast<const Table*>(bytes.data());
    const auto* end = table->table + table->dwNumEntries;
    const auto* row = std::find_if(table->table, end, [&](const auto& one) { return isIt(one, theirs, ours); });
    return row == end ? 0 : row->dwOwningPid;
}

} // namespace

Peer peer(const Endpoint& theirs, const Endpoint& ours)
{
    DWORD process = processIn<MIB_TCPTABLE_OWNER_PID>(AF_INET, theirs, ours);
    if (process == 0) process = processIn<MIB_TCP6TABLE_OWNER_PID>(AF_INET6, theirs, ours);
    if (process == 0) return Peer::notFound;
    const Handle handle(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process));
    // A process that we may not even ask about is somebody else's.
    if (!handle) return Peer::otherUser;
    const UserId user = userOf(handle.get());
    return user.valid() && EqualSid(user.sid(), ownUser().sid()) ? Peer::sameUser : Peer::otherUser;
}

} // namespace ekey::platform
