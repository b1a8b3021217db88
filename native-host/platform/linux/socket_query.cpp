#include "native-host/platform/linux/socket_query.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ekey::platform {
namespace {

struct Question {
    nlmsghdr header{};
    inet_diag_req_v2 request{};
};

/// Of one message: a socket, with attributes that nobody asked for, or an error with the question in it.
constexpr std::size_t answerBytes = 1024;

class Netlink {
public:
    Netlink() : descriptor(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_SOCK_DIAG)) {}
    ~Netlink()
    {
        if (descriptor >= 0) close(descriptor);
    }
    Netlink(const Netlink&) = delete;
    Netlink& operator=(const Netlink&) = delete;

    /// The kernel answers within the sending: what is not there then does not come. Negative: refused.
    ssize_t ask(const Question& question, char* answer) const
    {
        sockaddr_nl kernel{};
        kernel.nl_family = AF_NETLINK;
        const auto* to = reinterpret_cast<const sockaddr*>(&kernel);
        if (descriptor < 0 || sendto(descriptor, &question, sizeof question, 0, to, sizeof kernel) < 0) return -1;
        sockaddr_nl from{};
        socklen_t length = sizeof from;
        const ssize_t bytes = recvfrom(descriptor, answer, answerBytes, 0, reinterpret_cast<sockaddr*>(&from), &length);
        return from.nl_pid == 0 ? bytes : -1; // another process may write to this socket, too
    }

private:
    const int descriptor;
};

inet_diag_sockid identity(const Endpoint& local, const Endpoint& remote)
{
    inet_diag_sockid id{};
    id.idiag_sport = htons(local.port);
    id.idiag_dport = htons(remote.port);
    std::memcpy(id.idiag_src, local.address.data(), local.address.size());
    std::memcpy(id.idiag_dst, remote.address.data(), remote.address.size());
    id.idiag_cookie[0] = id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    return id;
}

/// What the kernel calls the same: for an IPv4 socket it fills in the first word alone.
bool isAddress(const std::uint32_t* words, std::uint8_t family, const Endpoint& endpoint)
{
    Endpoint found;
    if (family == AF_INET) {
        found.address[10] = found.address[11] = 0xff;
        std::memcpy(&found.address[12], words, sizeof *words);
    } else {
        std::memcpy(found.address.data(), words, found.address.size());
    }
    return found.address == endpoint.address;
}

/// A question for which there is no connection may be answered with who listens there.
bool isConnection(const inet_diag_msg& found, const Endpoint& local, const Endpoint& remote)
{
    return found.idiag_state == TCP_ESTABLISHED && found.id.idiag_sport == htons(local.port) &&
           found.id.idiag_dport == htons(remote.port) && isAddress(found.id.idiag_src, found.idiag_family, local) &&
           isAddress(found.id.idiag_dst, found.idiag_family, remote);
}

} // namespace

SocketAnswer querySocket(const Endpoint& local, const Endpoint& remote)
{
    using Kind = SocketAnswer::Kind;
    Question question;
    question.header.nlmsg_len = sizeof question;
    question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question.header.nlmsg_flags = NLM_F_REQUEST;
    // Of the mapped addresses of this family the kernel knows that they are IPv4's (inet_diag_find_one_icsk).
    question.request.sdiag_family = AF_INET6;
    question.request.sdiag_protocol = IPPROTO_TCP;
    question.request.idiag_states = ~0U;
    question.request.id = identity(local, remote);

    alignas(nlmsghdr) char answer[answerBytes];
    const Netlink netlink;
    const ssize_t bytes = netlink.ask(question, answer);
    const auto* header = reinterpret_cast<const nlmsghdr*>(answer);
    if (bytes < 0 || !NLMSG_OK(header, static_cast<std::size_t>(bytes))) return {Kind::refused};
    if (header->nlmsg_type == NLMSG_ERROR && header->nlmsg_len >= NLMSG_LENGTH(sizeof(nlmsgerr))) {
        const auto* error = static_cast<const nlmsgerr*>(NLMSG_DATA(header));
        return {error->error == -ENOENT ? Kind::nothing : Kind::refused};
    }
    if (header->nlmsg_type != SOCK_DIAG_BY_FAMILY || header->nlmsg_len < NLMSG_LENGTH(sizeof(inet_diag_msg))) {
        return {Kind::refused};
    }
    const auto* found = static_cast<const inet_diag_msg*>(NLMSG_DATA(header));
    if (!isConnection(*found, local, remote)) return {Kind::other};
    return {Kind::established, found->idiag_uid};
}

} // namespace ekey::platform
