// Whose a connection is, asked of this machine's kernel.
#include "native-host/platform/peer.h"

#include "native-host/platform/host_process.h"
#include "native-host/platform/linux/socket_query.h"
#include "native-host/platform/linux/socket_table.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <netinet/in.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace ekey::platform {
namespace {

void need(bool done)
{
    if (!done) throw std::runtime_error(std::strerror(errno));
}

class Socket {
public:
    explicit Socket(int number) : descriptor(number) { need(descriptor >= 0); }
    ~Socket() { close(descriptor); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    const int descriptor;
};

sockaddr_in6 loopback6(const char* address, std::uint16_t port)
{
    sockaddr_in6 to{};
    to.sin6_family = AF_INET6;
    to.sin6_port = htons(port);
    need(inet_pton(AF_INET6, address, &to.sin6_addr) == 1);
    return to;
}

/// As Server::admit() sees it.
Endpoint endpoint(const sockaddr_storage& from)
{
    Endpoint out;
    if (from.ss_family == AF_INET) {
        const auto& v4 = reinterpret_cast<const sockaddr_in&>(from);
        out.address[10] = out.address[11] = 0xff;
        std::memcpy(&out.address[12], &v4.sin_addr, 4);
        out.port = ntohs(v4.sin_port);
    } else {
        const auto& v6 = reinterpret_cast<const sockaddr_in6&>(from);
        std::memcpy(out.address.data(), &v6.sin6_addr, 16);
        out.port = ntohs(v6.sin6_port);
    }
    return out;
}

/// A listener and connections to it. `listens` is its family; `address` what a client connects to, with a socket of
/// the IPv6 family where it has a colon.
class Connections {
public:
    Connections(int listens, std::string address) : to_(std::move(address)), listener_(socket(listens, SOCK_STREAM, 0))
    {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const sockaddr_in6 v6 = loopback6("::1", 0);
        const bool four = listens == AF_INET;
        need(bind(listener_.descriptor,
                  four ? reinterpret_cast<const sockaddr*>(&v4) : reinterpret_cast<const sockaddr*>(&v6),
                  four ? sizeof v4 : sizeof v6) == 0);
        need(listen(listener_.descriptor, SOMAXCONN) == 0);
        sockaddr_storage bound{};
        socklen_t length = sizeof bound;
        need(getsockname(listener_.descriptor, reinterpret_cast<sockaddr*>(&bound), &length) == 0);
        port_ = endpoint(bound).port;
    }

    struct Ends {
        Endpoint theirs;
        Endpoint ours;
    };
    Ends add()
    {
        const bool six = to_.find(':') != std::string::npos;
        client_ = std::make_unique<Socket>(socket(six ? AF_INET6 : AF_INET, SOCK_STREAM, 0));
        if (six) {
            const sockaddr_in6 address = loopback6(to_.c_str(), port_);
            need(connect(client_->descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        } else {
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_port = htons(port_);
            need(inet_pton(AF_INET, to_.c_str(), &address.sin_addr) == 1);
            need(connect(client_->descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        }
        sockaddr_storage theirs{};
        socklen_t length = sizeof theirs;
        kept_.push_back(
            std::make_unique<Socket>(accept(listener_.descriptor, reinterpret_cast<sockaddr*>(&theirs), &length)));
        sockaddr_storage ours{};
        length = sizeof ours;
        need(getsockname(kept_.back()->descriptor, reinterpret_cast<sockaddr*>(&ours), &length) == 0);
        const Ends ends{endpoint(theirs), endpoint(ours)};
        kept_.push_back(std::move(client_));
        return ends;
    }
    /// The one that was added last closes its end, and only that one.
    void hangUp() { kept_.pop_back(); }
    std::uint16_t port() const { return port_; }

private:
    const std::string to_;
    Socket listener_;
    std::uint16_t port_ = 0;
    std::unique_ptr<Socket> client_;
    std::vector<std::unique_ptr<Socket>> kept_;
};

using Kind = SocketAnswer::Kind;

TEST(Peer, connectionOfThisProcess_isTheSameUsersInEachFamily)
{
    for (const auto& [family, address] :
         {std::pair{AF_INET, "127.0.0.1"}, std::pair{AF_INET6, "::1"}, std::pair{AF_INET, "::ffff:127.0.0.1"}}) {
        SCOPED_TRACE(address);
        Connections connections(family, address);
        const auto [theirs, ours] = connections.add();
        EXPECT_EQ(peer(theirs, ours), Peer::sameUser);
        const SocketAnswer asked = querySocket(theirs, ours);
        EXPECT_EQ(asked.kind, Kind::established);
        EXPECT_EQ(asked.user, geteuid());
    }
}

TEST(Peer, otherFourValuesThanAConnections_areNotFound)
{
    Connections connections(AF_INET, "127.0.0.1");
    auto [theirs, ours] = connections.add();
    const Endpoint listener = ours;
    ++theirs.address.back();
    EXPECT_EQ(peer(theirs, ours), Peer::notFound);
    EXPECT_EQ(querySocket(theirs, ours).kind, Kind::nothing);
    EXPECT_EQ(querySocket(listener, theirs).kind, Kind::other) << "somebody who listens is not connected";
}

/// Bytes that this process has read from files (proc(5), rchar); a table of the kernel's counts, an answer of its does
/// not.
long bytesRead()
{
    std::ifstream in("/proc/self/io");
    std::string name;
    long count = 0;
    in >> name >> count;
    return count;
}

/// What the kernel's tables hold for `many` connections and their two ends, at least.
constexpr int many = 300;
constexpr long bytesOfMany = many * 100;

TEST(Peer, manySocketsOfAnybody_makeTheQuestionNoDearer)
{
    Connections connections(AF_INET, "127.0.0.1");
    for (int i = 1; i < many; ++i) {
        connections.add();
    }
    const auto [theirs, ours] = connections.add();

    const long before = bytesRead();
    EXPECT_EQ(peer(theirs, ours), Peer::sameUser);
    EXPECT_LT(bytesRead() - before, bytesOfMany);

    connections.hangUp();
    const long beforeGone = bytesRead();
    EXPECT_EQ(peer(theirs, ours), Peer::notFound) << "a socket that waits for its last packets has no owner";
    EXPECT_LT(bytesRead() - beforeGone, bytesOfMany);
}

TEST(Peer, hardenedProcess_mayStillAsk)
{
    Connections connections(AF_INET, "127.0.0.1");
    const auto [theirs, ours] = connections.add();
    const pid_t child = fork();
    if (child == 0) _exit(harden().empty() && querySocket(theirs, ours).kind == Kind::established ? 0 : 1);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST(Peer, otherUsersConnection_isToldApart)
{
    if (geteuid() != 0) GTEST_SKIP() << "only root can become another user";
    Connections connections(AF_INET, "127.0.0.1");
    const pid_t child = fork();
    if (child == 0) {
        bool other = false;
        // The owner of a socket is who made it.
        if (seteuid(65534) == 0) {
            const auto [theirs, ours] = connections.add();
            other = seteuid(0) == 0 && peer(theirs, ours) == Peer::otherUser;
        }
        _exit(other ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

std::string row(const Endpoint& local, const Endpoint& remote)
{
    const auto side = [](const Endpoint& end) {
        std::array<char, 40> text{};
        std::snprintf(text.data(), text.size(), "%02X%02X%02X%02X:%04X", end.address[15], end.address[14],
                      end.address[13], end.address[12], end.port);
        return std::string(text.data());
    };
    return "   1: " + side(local) + " " + side(remote) +
           " 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0 20 4 30 10 -1\n";
}

TEST(Peer, rowAtTheEndOfWhatIsReadAndOneByteLater_isFoundAndIsNot)
{
    Connections connections(AF_INET, "127.0.0.1");
    const auto [theirs, ours] = connections.add();
    const std::string wanted = row(theirs, ours);
    const test::TempFolder folder;
    const std::array<std::filesystem::path, 1> table{folder / "tcp"};
    const auto owner = [&](std::size_t before) {
        test::writeFile(table[0], std::string(before - 1, ' ') + "\n" + wanted);
        return socketOwner(table, theirs, ours);
    };
    EXPECT_EQ(owner(tableBytes - wanted.size()), 1000U);
    EXPECT_FALSE(owner(tableBytes - wanted.size() + 1));
}

} // namespace
} // namespace ekey::platform
