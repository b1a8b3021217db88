// What a web page and other local programs can do to the host: a real WebSocket client, and bytes on a socket.
#pragma once

#include "core/json/value.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ekey::test {

struct PageOptions {
    std::string origin = "https://portal.example";
    std::string subprotocol = "ekey.v1";
    std::string address = "127.0.0.1";
};

class Page {
public:
    /// Throws std::exception when the upgrade is refused.
    Page(std::uint16_t port, const PageOptions& options = {});
    ~Page(); ///< closes the socket at once, as a browser that is killed
    Page(Page&&) noexcept;

    std::string header(std::string_view name) const; ///< of the answer to the upgrade

    void send(std::string_view text);
    void sendBinary(std::string_view bytes);
    /// Nothing when the host has closed.
    std::optional<std::string> receive();
    unsigned closeCode() const; ///< RFC 6455 §7.4, after receive() gave nothing

    /// One JSON-RPC call; the whole answer.
    json::Value call(std::string_view method, const json::Value& params);
    void post(std::string_view method, const json::Value& params); ///< without waiting for the answer
    /// The next message, whatever it is. One that the protocol does not have fails the test.
    json::Value answer();
    /// Says hello first; the result, or the failure of the test.
    void hello();

private:
    struct State;
    std::unique_ptr<State> state;
};

/// A TCP connection to the host.
class Wire {
public:
    explicit Wire(std::uint16_t port);
    ~Wire();
    void write(std::string_view bytes);
    std::string readToEnd();
    std::string readHeader(); ///< of an HTTP answer, up to its empty line
    bool closedByPeer();      ///< blocks until bytes or the end come

private:
    struct State;
    std::unique_ptr<State> state;
};

} // namespace ekey::test
