#include "native-host/host/connection.h"

#include "native-host/host/limits.h"
#include "protocol/protocol.h"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/websocket.hpp>

namespace ekey::host {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;
using asio::use_awaitable;

/// Room for a frame's own bytes around the longest message, and for one read ahead.
constexpr std::size_t readBuffer = 2 * protocol::messageBytes;

} // namespace

Connection::Connection(asio::ip::tcp::socket socket, Door& door, Runner& runner, Arrivals& arrivals)
    : stream_(std::move(socket)), door_(door), runner_(runner), arrivals_(arrivals), changed_(stream_.get_executor())
{
    changed_.expires_at(asio::steady_timer::time_point::max());
}

asio::awaitable<void> Connection::run()
{
    const auto self = shared_from_this();
    try {
        if (auto opening = co_await receiveOpening(beast::get_lowest_layer(stream_), door_)) {
            co_await begin(*std::move(opening));
            asio::co_spawn(
                stream_.get_executor(), [self] { return self->write(); }, asio::detached);
            co_await converse();
        }
    } catch (const boost::system::system_error&) {
        // The other side is gone, was too slow, or was told to go: an ordinary end.
    }
    endSession();
    end();
}

void Connection::endSession()
{
    if (session_) {
        session_->close();
        session_.reset();
    }
    place_ = {};
}

void Connection::followPolicy()
{
    if (!session_ || closing_) {
        return;
    }
    const auto policy = door_.services.policies.current();
    if (const Grant* grant = policy->find(session_->origin())) {
        session_->setSite(*grant);
        return;
    }
    door_.services.log.event("dismissed", {{"origin", session_->origin()}});
    closing_ = true;
    session_->close();
    asio::co_spawn(
        stream_.get_executor(), [self = shared_from_this()] { return self->dismiss(); }, asio::detached);
}

asio::awaitable<void> Connection::dismiss()
{
    boost::system::error_code ignored; // it is closed in the end, also where the page does not answer
    co_await stream_.async_close(websocket::close_code::policy_error, asio::redirect_error(use_awaitable, ignored));
    end();
}

void Connection::end()
{
    ended_ = true;
    changed_.cancel();
    drop();
}

void Connection::drop()
{
    boost::system::error_code ignored; // closing a socket that is closed
    beast::get_lowest_layer(stream_).socket().close(ignored);
}

asio::awaitable<void> Connection::begin(Opening opening)
{
    place_ = std::move(opening.place);
    const auto policy = door_.services.policies.current();
    stream_.set_option(websocket::stream_base::timeout{limits::handshake, policy->limits.idle, true});
    stream_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
        response.set(http::field::sec_websocket_protocol, protocol::subprotocol);
    }));
    stream_.read_message_max(protocol::messageBytes);
    beast::get_lowest_layer(stream_).expires_never(); // from here on the WebSocket keeps its own time
    co_await stream_.async_accept(opening.upgrade, use_awaitable);
    upgraded_ = true;
    session_ = std::make_shared<Session>(std::move(opening.site), door_.services, runner_, arrivals_,
                                         [this](std::string message) { send(std::move(message)); });
    followPolicy(); // it may have changed since the verdict
}

asio::awaitable<void> Connection::converse()
{
    beast::flat_buffer buffer(readBuffer);
    while (true) {
        co_await stream_.async_read(buffer, use_awaitable);
        if (!stream_.got_text() && !closing_) {
            closing_ = true;
            co_await stream_.async_close(websocket::close_code::unknown_data, use_awaitable);
            co_return;
        }
        door_.services.policies.refresh(door_.services.log); // may dismiss this connection
        if (!closing_) {
            const auto message = buffer.cdata();
            session_->receive({static_cast<const char*>(message.data()), message.size()});
        }
        buffer.consume(buffer.size());
        while (outbox_.isBehind() && !ended_) {
            co_await changed_.async_wait(asio::as_tuple(use_awaitable));
        }
    }
}

asio::awaitable<void> Connection::write()
{
    const auto self = shared_from_this();
    stream_.text(true);
    try {
        while (!ended_) {
            if (outbox_.empty()) {
                co_await changed_.async_wait(asio::as_tuple(use_awaitable));
                continue;
            }
            co_await stream_.async_write(asio::buffer(outbox_.front()), use_awaitable);
            outbox_.pop();
            changed_.cancel();
        }
    } catch (const boost::system::system_error&) {
        end(); // of the reading side too
    }
}

void Connection::send(std::string message)
{
    if (!outbox_.push(std::move(message))) {
        door_.services.log.event("connection", {{"reason", "unread"}});
        drop();
        return;
    }
    changed_.cancel();
}

} // namespace ekey::host
