#include "native-host/platform/listener.h"

#include "native-host/platform/windows/handle.h"
#include "native-host/platform/windows/wide.h"

#include <array>
#include <filesystem>
#include <vector>

#include <winsock2.h>
// After Winsock's.
#include <iphlpapi.h>

namespace ekey::platform {
namespace {

std::string programOf(DWORD process)
{
    const Handle handle(OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process));
    std::array<wchar_t, 1024> path{};
    DWORD length = static_cast<DWORD>(path.size());
    if (!handle || !QueryFullProcessImageNameW(handle.get(), 0, path.data(), &length)) return {};
    return std::filesystem::path(std::wstring(path.data(), length)).filename().string();
}

} // namespace

std::optional<PortListener> portListener(std::uint16_t port)
{
    DWORD size = 0;
    std::vector<std::byte> table;
    DWORD result = ERROR_INSUFFICIENT_BUFFER;
    while (result == ERROR_INSUFFICIENT_BUFFER) {
        table.resize(size);
        result = GetExtendedTcpTable(table.data(), &size, FALSE, AF_INET, TCP_TABLE_OWNER_PID_LISTENER, 0);
    }
    if (result != NO_ERROR) return std::nullopt;
    const auto* rows = reinterpret_cast<const MIB_TCPTABLE_OWNER_PID*>(table.data());
    for (DWORD i = 0; i < rows->dwNumEntries; ++i) {
        const MIB_TCPROW_OWNER_PID& row = rows->table[i];
        if (ntohs(static_cast<u_short>(row.dwLocalPort)) != port) continue;
        const std::string program = programOf(row.dwOwningPid);
        return PortListener{!program.empty(), program};
    }
    return std::nullopt;
}

} // namespace ekey::platform
