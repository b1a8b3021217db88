#include "native-host/host/connection.h"

#include "core/json/canonical.h"
#include "core/text/utf8.h"
#include "native-host/host/limits.h"
#include "protocol/protocol.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http.hpp>
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

HttpRequest plain(const http::request<http::empty_body>& request)
{
    HttpRequest out{.method = request.method_string(), .target = request.target(), .version = request.version()};
    for (const auto& field : request) {
        std::string name = field.name_string();
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
        out.fields.emplace_back(std::move(name), field.value());
    }
    return out;
}

} // namespace

Connection::Connection(asio::ip::tcp::socket socket, std::uint16_t port, Services& services, Runner& runner,
                       Arrivals& arrivals)
    : stream_(std::move(socket)), port_(port), services_(services), runner_(runner), arrivals_(arrivals),
      changed_(stream_.get_executor())
{
    changed_.expires_at(asio::steady_timer::time_point::max());
}

asio::awaitable<void> Connection::run()
{
    const auto self = shared_from_this();
    try {
        co_await handshake();
        if (session_) {
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
}

void Connection::followPolicy()
{
    if (!session_ || closing_) {
        return;
    }
    const auto policy = services_.policies.current();
    if (const Grant* grant = policy->find(session_->origin())) {
        session_->setSite(*grant);
        return;
    }
    services_.log.event("dismissed", {{"origin", session_->origin()}});
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

asio::awaitable<void> Connection::handshake()
{
    beast::tcp_stream& tcp = beast::get_lowest_layer(stream_);
    tcp.expires_after(limits::handshake);

    beast::flat_buffer buffer(limits::headerBytes);
    http::request_parser<http::empty_body> parser;
    parser.header_limit(limits::headerBytes);
    boost::system::error_code error;
    const std::size_t bytes =
        co_await http::async_read_header(tcp, buffer, parser, asio::redirect_error(use_awaitable, error));
    if (error) {
        if (error.category() == http::make_error_code(http::error::bad_version).category() &&
            error != http::error::end_of_stream && error != http::error::partial_message) {
            services_.log.event("handshake", {{"status", 400}, {"reason", "syntax"}});
            co_await refuse(400);
        }
        co_return;
    }
    // The parser bounds memory, but does not count every byte.
    if (bytes > limits::headerBytes) {
        services_.log.event("handshake", {{"status", 400}, {"reason", "size"}});
        co_await refuse(400);
        co_return;
    }
    const HttpRequest request = plain(parser.get());
    services_.policies.refresh(services_.log);
    const Verdict verdict = judge(request, port_, *services_.policies.current());
    services_.log.event("handshake", {{"status", verdict.status},
                                      {"reason", verdict.reason},
                                      {"origin", text::quoted(request.value("origin"), limits::originBytes)}});
    switch (verdict.route) {
    case Verdict::Route::refuse:
        co_await refuse(verdict.status);
        co_return;
    case Verdict::Route::health:
        co_await health(*verdict.grant);
        co_return;
    case Verdict::Route::session:
        break;
    }
    // A client sends nothing more before it has read that the upgrade is granted (RFC 6455 §4.1).
    if (buffer.size() != 0) {
        co_await refuse(400);
        co_return;
    }
    stream_.set_option(websocket::stream_base::timeout{limits::handshake, limits::idle, true});
    stream_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
        response.set(http::field::sec_websocket_protocol, protocol::subprotocol);
    }));
    stream_.read_message_max(protocol::messageBytes);
    tcp.expires_never(); // from here on the WebSocket keeps its own time
    co_await stream_.async_accept(parser.get(), use_awaitable);
    upgraded_ = true;
    session_ = std::make_shared<Session>(*verdict.grant, services_, runner_, arrivals_,
                                         [this](std::string message) { send(std::move(message)); });
    followPolicy(); // it may have changed since the verdict
}

asio::awaitable<void> Connection::refuse(unsigned status)
{
    http::response<http::empty_body> response(static_cast<http::status>(status), 11);
    response.set(http::field::connection, "close");
    response.set(http::field::content_length, "0");
    co_await http::async_write(beast::get_lowest_layer(stream_), response, use_awaitable);
    beast::get_lowest_layer(stream_).socket().shutdown(asio::ip::tcp::socket::shutdown_send);
}

asio::awaitable<void> Connection::health(const Grant& site)
{
    http::response<http::string_body> response(http::status::ok, 11);
    response.set(http::field::access_control_allow_origin, site.origin);
    response.set(http::field::vary, "Origin");
    response.set(http::field::cache_control, "no-store");
    response.set(http::field::content_type, "application/json");
    response.set("X-Content-Type-Options", "nosniff");
    response.set(http::field::connection, "close");
    response.body() = json::canonical({{"host", programName}, {"version", programVersion}});
    response.prepare_payload();
    co_await http::async_write(beast::get_lowest_layer(stream_), response, use_awaitable);
    beast::get_lowest_layer(stream_).socket().shutdown(asio::ip::tcp::socket::shutdown_send);
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
        services_.policies.refresh(services_.log); // may dismiss this connection
        if (!closing_) {
            const auto message = buffer.cdata();
            session_->receive({static_cast<const char*>(message.data()), message.size()});
        }
        buffer.consume(buffer.size());
        while (answers_.size() > limits::pendingAnswers && !ended_) {
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
            if (answers_.empty()) {
                co_await changed_.async_wait(asio::as_tuple(use_awaitable));
                continue;
            }
            co_await stream_.async_write(asio::buffer(answers_.front()), use_awaitable);
            answers_.pop_front();
            changed_.cancel();
        }
    } catch (const boost::system::system_error&) {
        end(); // of the reading side too
    }
}

void Connection::send(std::string message)
{
    // Requests wait for a page that does not read; notifications do not.
    if (answers_.size() >= limits::pendingNotices) {
        services_.log.event("connection", {{"reason", "unread"}});
        drop();
        return;
    }
    answers_.push_back(std::move(message));
    changed_.cancel();
}

} // namespace ekey::host
