#include "tests/support/smtp_server.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace ekey::test {
namespace {

/// False when the test is over.
bool readable(int descriptor, int stop)
{
    std::array<pollfd, 2> both{{{descriptor, POLLIN, 0}, {stop, POLLIN, 0}}};
    return ::poll(both.data(), both.size(), -1) > 0 && both[1].revents == 0;
}

} // namespace

SmtpServer::SmtpServer(Script script) : script_(std::move(script))
{
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    if (listener_ < 0 || ::bind(listener_, plain, size) != 0 || ::listen(listener_, 8) != 0 ||
        ::getsockname(listener_, plain, &size) != 0 || ::pipe2(stop_, O_CLOEXEC) != 0) {
        throw std::runtime_error("the test's mail server does not start");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { loop(); });
}

SmtpServer::~SmtpServer()
{
    ::close(stop_[1]); // the other end becomes readable
    thread_.join();
    ::close(stop_[0]);
    ::close(listener_);
}

void SmtpServer::setReply(const std::string& command, const std::string& reply)
{
    const std::lock_guard lock(mutex_);
    script_.replies[command] = reply;
}

std::vector<std::string> SmtpServer::lines() const
{
    const std::lock_guard lock(mutex_);
    return lines_;
}

std::vector<std::string> SmtpServer::messages() const
{
    const std::lock_guard lock(mutex_);
    return messages_;
}

bool SmtpServer::waitForMessages(std::size_t count, std::chrono::milliseconds limit) const
{
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, limit, [&] { return messages_.size() >= count; });
}

bool SmtpServer::waitForLine(const std::string& beginning, std::size_t count, std::chrono::milliseconds limit) const
{
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, limit, [&] {
        const auto begins = [&](const std::string& line) { return line.starts_with(beginning); };
        return std::count_if(lines_.begin(), lines_.end(), begins) >= static_cast<std::ptrdiff_t>(count);
    });
}

void SmtpServer::loop()
{
    while (readable(listener_, stop_[0])) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket >= 0) {
            serve(socket);
            ::close(socket);
        }
    }
}

std::string SmtpServer::replyTo(const std::string& command, const std::string& otherwise) const
{
    const std::lock_guard lock(mutex_);
    const auto found = script_.replies.find(command);
    return found == script_.replies.end() ? otherwise : found->second;
}

bool SmtpServer::readLine(int socket, std::string& buffer, std::string& line) const
{
    std::array<char, 4096> piece{};
    std::size_t end = buffer.find("\r\n");
    while (end == std::string::npos) {
        const ssize_t got = readable(socket, stop_[0]) ? ::recv(socket, piece.data(), piece.size(), 0) : 0;
        if (got <= 0) {
            return false;
        }
        buffer.append(piece.data(), static_cast<std::size_t>(got));
        end = buffer.find("\r\n");
    }
    line = buffer.substr(0, end);
    buffer.erase(0, end + 2);
    return true;
}

bool SmtpServer::say(int socket, const std::string& reply) const
{
    if (reply == silence) {
        waitForEnd(socket);
        return false;
    }
    const std::string line = reply + "\r\n";
    return ::send(socket, line.data(), line.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(line.size());
}

/// Until the client goes away or the test is over.
void SmtpServer::waitForEnd(int socket) const
{
    std::array<char, 4096> piece{};
    while (readable(socket, stop_[0]) && ::recv(socket, piece.data(), piece.size(), 0) > 0) {
    }
}

bool SmtpServer::readMessage(int socket, std::string& buffer)
{
    if (script_.beforeMessage) script_.beforeMessage();
    std::string message;
    std::string line;
    while (readLine(socket, buffer, line)) {
        if (line == ".") {
            {
                const std::lock_guard lock(mutex_);
                messages_.push_back(message);
            }
            changed_.notify_all();
            if (script_.beforeEnd) script_.beforeEnd();
            return say(socket, replyTo("END", "250 taken"));
        }
        message += line.substr(line.starts_with('.') ? 1 : 0) + "\r\n";
    }
    return false;
}

void SmtpServer::serve(int socket)
{
    std::string buffer;
    std::string line;
    if (!say(socket, replyTo("CONNECT", "220 test ESMTP"))) {
        return;
    }
    while (readLine(socket, buffer, line)) {
        {
            const std::lock_guard lock(mutex_);
            lines_.push_back(line);
        }
        changed_.notify_all();
        const std::string command = line.substr(0, line.find(' '));
        const bool data = command == "DATA";
        const std::string reply = replyTo(command, data ? "354 go on" : command == "QUIT" ? "221 bye" : "250 ok");
        if (!say(socket, reply) || command == "QUIT" || (data && reply[0] == '3' && !readMessage(socket, buffer))) {
            return;
        }
    }
}

} // namespace ekey::test
