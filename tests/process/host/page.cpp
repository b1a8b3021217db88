#include "tests/process/host/page.h"

#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "tests/process/host/schema.h"

#include <gtest/gtest.h>

#include <map>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>

namespace ekey::test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::ip::tcp;

} // namespace

struct Page::State {
    asio::io_context context;
    websocket::stream<tcp::socket> stream{context};
    websocket::response_type response;
    int id = 0;
    std::map<int, std::string> called{}; ///< by id
};

Page::Page(std::uint16_t port, const PageOptions& options) : state(std::make_unique<State>())
{
    state->stream.next_layer().connect({asio::ip::make_address(options.address), port});
    state->stream.set_option(websocket::stream_base::decorator([&](websocket::request_type& request) {
        request.set(http::field::origin, options.origin);
        if (!options.subprotocol.empty()) {
            request.set(http::field::sec_websocket_protocol, options.subprotocol);
        }
    }));
    state->stream.auto_fragment(false);
    state->stream.handshake(state->response, "127.0.0.1:" + std::to_string(port), "/ekey.v1");
}

Page::~Page() = default;
Page::Page(Page&&) noexcept = default;

std::string Page::header(std::string_view name) const { return std::string(state->response[name]); }

void Page::send(std::string_view text)
{
    state->stream.text(true);
    state->stream.write(asio::buffer(text));
}

void Page::sendBinary(std::string_view bytes)
{
    state->stream.binary(true);
    state->stream.write(asio::buffer(bytes));
}

std::optional<std::string> Page::receive()
{
    beast::flat_buffer buffer;
    beast::error_code error;
    state->stream.read(buffer, error);
    if (error) {
        return std::nullopt;
    }
    return beast::buffers_to_string(buffer.data());
}

unsigned Page::closeCode() const { return state->stream.reason().code; }

void Page::post(std::string_view method, const json::Value& params)
{
    state->called[++state->id] = method;
    send(json::canonical({{"jsonrpc", "2.0"}, {"id", state->id}, {"method", method}, {"params", params}}));
}

json::Value Page::answer()
{
    const auto text = receive();
    if (!text) {
        ADD_FAILURE() << "the host closed the connection";
        return nullptr;
    }
    const auto read = json::read(*text);
    EXPECT_TRUE(read) << *text;
    if (!read) return nullptr;
    const json::Value id = read->value("id", json::Value());
    const auto called = id.is_number_integer() ? state->called.find(id.get<int>()) : state->called.end();
    EXPECT_EQ("", protocolFault(*read, called == state->called.end() ? "" : called->second)) << *text;
    return *read;
}

json::Value Page::call(std::string_view method, const json::Value& params)
{
    post(method, params);
    return answer();
}

void Page::hello()
{
    const json::Value answer =
        call("hello", {{"protocol", "ekey.v1"}, {"client", {{"name", "test"}, {"version", "1"}}}});
    EXPECT_TRUE(answer.contains("result")) << answer;
}

struct Wire::State {
    asio::io_context context;
    tcp::socket socket{context};
};

Wire::Wire(std::uint16_t port) : state(std::make_unique<State>())
{
    state->socket.connect({asio::ip::address_v4::loopback(), port});
}

Wire::~Wire() = default;

void Wire::write(std::string_view bytes) { asio::write(state->socket, asio::buffer(bytes)); }

std::string Wire::readToEnd()
{
    std::string all;
    beast::error_code error;
    asio::read(state->socket, asio::dynamic_buffer(all), error);
    return all;
}

std::string Wire::readHeader()
{
    std::string all;
    beast::error_code error;
    const std::size_t end = asio::read_until(state->socket, asio::dynamic_buffer(all), "\r\n\r\n", error);
    return all.substr(0, end);
}

bool Wire::closedByPeer()
{
    char byte = 0;
    beast::error_code error;
    state->socket.read_some(asio::buffer(&byte, 1), error);
    return static_cast<bool>(error);
}

} // namespace ekey::test
