// One connection on loopback: a request, and where it opens one the WebSocket of a conversation. Only sources of the
// server include this: Asio and Beast take their time to compile.
#pragma once

#include "native-host/host/opening.h"
#include "native-host/host/outbox.h"
#include "native-host/host/session.h"

#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace ekey::host {

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(boost::asio::ip::tcp::socket socket, Door& door, Runner& runner, Arrivals& arrivals);

    /// Serves until either side ends it.
    boost::asio::awaitable<void> run();

    bool upgraded() const { return upgraded_; }
    /// The conversation is over, whatever the socket still does.
    void endSession();
    /// Closes the socket at once: whatever waits for it ends.
    void drop();
    /// The same, and no more is written.
    void end();
    /// Another policy counts: ends a conversation with an origin that it does not list (close code 1008), and gives the
    /// others the rights that they have now.
    void followPolicy();

private:
    boost::asio::awaitable<void> begin(Opening opening);
    boost::asio::awaitable<void> converse();
    boost::asio::awaitable<void> write();
    boost::asio::awaitable<void> dismiss();
    void send(std::string message);

    boost::beast::websocket::stream<boost::beast::tcp_stream> stream_;
    Door& door_;
    Runner& runner_;
    Arrivals& arrivals_;
    Places::Place place_; ///< among those that converse
    bool upgraded_ = false;
    bool closing_ = false; ///< a close frame is on its way: a stream sends one only
    std::shared_ptr<Session> session_;

    Outbox outbox_;
    bool ended_ = false;
    boost::asio::steady_timer changed_; ///< cancelled whenever outbox_ or ended_ change
};

} // namespace ekey::host
