#include "native-host/host/health_probe.h"

#include "core/json/reader.h"
#include "native-host/host/limits.h"
#include "native-host/host/services.h"
#include "protocol/protocol.h"

#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

namespace ekey::host {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::use_awaitable;

asio::awaitable<void> ask(std::uint16_t port, const std::string& origin, bool& answered)
{
    beast::tcp_stream stream(co_await asio::this_coro::executor);
    stream.expires_after(limits::probe);
    try {
        co_await stream.async_connect({asio::ip::address_v4::loopback(), port}, use_awaitable);
        http::request<http::empty_body> request(http::verb::get, protocol::healthPath, 11);
        request.set(http::field::host, "127.0.0.1:" + std::to_string(port));
        request.set(http::field::origin, origin);
        co_await http::async_write(stream, request, use_awaitable);
        beast::flat_buffer buffer(limits::headerBytes);
        http::response_parser<http::string_body> parser;
        parser.header_limit(limits::headerBytes);
        parser.body_limit(limits::headerBytes);
        co_await http::async_read(stream, buffer, parser, use_awaitable);
        const auto body = json::read(parser.get().body());
        answered = parser.get().result() == http::status::ok && body && body->is_object() &&
                   body->value("host", json::Value()) == programName;
    } catch (const boost::system::system_error&) {
        answered = false; // nobody there, or somebody who speaks otherwise
    }
}

} // namespace

bool answersAsHost(std::uint16_t port, const std::string& origin)
{
    asio::io_context context{1};
    bool answered = false;
    asio::co_spawn(context, ask(port, origin, answered), asio::detached);
    context.run();
    return answered;
}

} // namespace ekey::host
