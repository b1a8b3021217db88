#include "tests/support/tcp_client.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace ekey::test {
namespace {

constexpr timeval patience{30, 0};

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c; });
    return text;
}

[[noreturn]] void fail(const char* what) { throw std::runtime_error(std::string(what) + ": " + std::strerror(errno)); }

} // namespace

TcpClient::TcpClient(std::uint16_t port, const char* address)
{
    const bool six = std::strchr(address, ':') != nullptr;
    socket_ = ::socket(six ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    int connected = -1;
    if (six) {
        sockaddr_in6 to{};
        to.sin6_family = AF_INET6;
        to.sin6_port = htons(port);
        ::inet_pton(AF_INET6, address, &to.sin6_addr);
        connected = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to);
    } else {
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        ::inet_pton(AF_INET, address, &to.sin_addr);
        connected = ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to);
    }
    if (connected != 0) {
        const int reason = errno;
        ::close(socket_);
        errno = reason;
        fail("connect");
    }
}

TcpClient::~TcpClient() { ::close(socket_); }

void TcpClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            fail("send");
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool TcpClient::receive()
{
    std::array<char, 64 * 1024> buffer;
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (got < 0 && errno != ECONNRESET) {
        fail("recv");
    }
    received_.append(buffer.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    return got > 0;
}

TcpClient::Response TcpClient::response()
{
    std::size_t end = std::string::npos;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (!receive()) {
            throw std::runtime_error("the connection ended before an answer");
        }
    }
    Response response;
    const std::string head = received_.substr(0, end + 2);
    received_.erase(0, end + 4);
    response.status = std::stoi(head.substr(head.find(' ') + 1));
    std::size_t at = head.find("\r\n") + 2;
    while (at < head.size()) {
        const std::string line = head.substr(at, head.find("\r\n", at) - at);
        at += line.size() + 2;
        const std::size_t colon = line.find(':');
        const std::string name = lower(line.substr(0, colon));
        const std::string value = line.substr(std::min(line.find_first_not_of(' ', colon + 1), line.size()));
        response.all.emplace(name, value);
        response.headers.emplace(name, value);
    }
    const auto length = response.headers.find("content-length");
    const std::size_t bytes = length == response.headers.end() ? 0 : std::stoul(length->second);
    while (received_.size() < bytes) {
        if (!receive()) {
            throw std::runtime_error("the connection ended within an answer");
        }
    }
    response.body = received_.substr(0, bytes);
    received_.erase(0, bytes);
    return response;
}

bool TcpClient::ended() { return received_.empty() && !receive(); }

} // namespace ekey::test
