#include "native-host/platform/listener.h"

#include "native-host/platform/linux/socket_table.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unistd.h>

namespace ekey::platform {
namespace {

namespace fs = std::filesystem;

std::string text(const fs::path& file)
{
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool holds(const fs::path& process, const std::string& socket)
{
    std::error_code error; // of another user's process: not ours to see
    for (fs::directory_iterator entry(process / "fd", error), end; !error && entry != end; entry.increment(error)) {
        std::error_code closed;
        if (fs::read_symlink(entry->path(), closed) == socket && !closed) return true;
    }
    return false;
}

/// The process that has a socket open is found by its links in /proc/PID/fd (proc(5)).
std::string programWith(std::uint64_t inode)
{
    const std::string socket = "socket:[" + std::to_string(inode) + "]";
    std::error_code error;
    for (fs::directory_iterator entry("/proc", error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos || !holds(entry->path(), socket)) continue;
        const std::string program = text(entry->path() / "comm");
        return program.substr(0, program.find('\n'));
    }
    return {};
}

} // namespace

std::optional<PortListener> portListener(std::uint16_t port)
{
    for (const char* file : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        if (const auto socket = listeningSocket(text(file), port)) {
            return PortListener{socket->user == geteuid(), programWith(socket->inode)};
        }
    }
    return std::nullopt;
}

} // namespace ekey::platform
