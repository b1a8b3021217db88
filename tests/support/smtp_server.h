// A mail server (RFC 5321) that answers as a test wants it: refuses, falls silent, goes away. One connection at a time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ekey::test {

class SmtpServer {
public:
    static inline const std::string silence = "(silence)"; ///< as a reply: none comes, the connection stays

    struct Script {
        /// By command: "RCPT" → "550 no such user". "CONNECT": the greeting; "END": the reply to the whole message.
        /// Others are answered as a willing server does.
        std::map<std::string, std::string> replies;
        /// Before any of the message is read; before the reply to the whole of it.
        std::function<void()> beforeMessage;
        std::function<void()> beforeEnd;
    };

    explicit SmtpServer(Script script);
    SmtpServer() : SmtpServer(Script{}) {}
    ~SmtpServer();
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;

    std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    std::uint16_t port() const { return port_; }

    void setReply(const std::string& command, const std::string& reply);

    /// Every line that came outside of messages.
    std::vector<std::string> lines() const;
    /// Messages as they came, dots unstuffed, whatever was replied.
    std::vector<std::string> messages() const;
    /// False when `limit` is over first. Commands count when they have come, before they are answered.
    bool waitForMessages(std::size_t count, std::chrono::milliseconds limit = std::chrono::seconds(20)) const;
    bool waitForLine(const std::string& beginning, std::size_t count = 1,
                     std::chrono::milliseconds limit = std::chrono::seconds(20)) const;

private:
    void loop();
    void serve(int socket);
    std::string replyTo(const std::string& command, const std::string& otherwise) const;
    bool readLine(int socket, std::string& buffer, std::string& line) const;
    bool readMessage(int socket, std::string& buffer);
    bool say(int socket, const std::string& reply) const;
    void waitForEnd(int socket) const;

    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    Script script_;
    std::vector<std::string> lines_;
    std::vector<std::string> messages_;
    int listener_ = -1;
    int stop_[2] = {-1, -1}; ///< a pipe
    std::uint16_t port_ = 0;
    std::thread thread_;
};

} // namespace ekey::test
