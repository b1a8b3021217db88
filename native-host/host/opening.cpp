#include "native-host/host/opening.h"

#include "core/json/canonical.h"
#include "core/text/utf8.h"
#include "native-host/host/limits.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace ekey::host {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::use_awaitable;

constexpr unsigned badRequest = 400;
constexpr unsigned tooMany = 429;

using Response = http::response<http::string_body>;

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

/// With an empty body. A page can read it where it names that page's origin, and learns nothing of it otherwise.
Response refusal(unsigned status, const std::string& readableBy = {})
{
    Response response(static_cast<http::status>(status), 11);
    if (!readableBy.empty()) {
        response.set(http::field::access_control_allow_origin, readableBy);
        response.set(http::field::vary, "Origin");
        response.set(http::field::cache_control, "no-store");
    }
    return response;
}

Response health(const Grant& site)
{
    Response response(http::status::ok, 11);
    response.set(http::field::access_control_allow_origin, site.origin);
    response.set(http::field::vary, "Origin");
    response.set(http::field::cache_control, "no-store");
    response.set(http::field::content_type, "application/json");
    response.set("X-Content-Type-Options", "nosniff");
    response.body() = json::canonical({{"host", programName}, {"version", programVersion}});
    return response;
}

asio::awaitable<void> answer(beast::tcp_stream& stream, Response& response)
{
    response.set(http::field::connection, "close");
    response.prepare_payload();
    co_await http::async_write(stream, response, use_awaitable);
    stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send);
}

/// Why what came is no request; nothing: the other side is gone, or was too slow.
std::string_view faultOf(const boost::system::error_code& error, std::size_t bytes)
{
    if (!error) {
        // The parser bounds memory, but does not count every byte.
        return bytes > limits::headerBytes ? "size" : std::string_view();
    }
    const bool ofHttp = error.category() == http::make_error_code(http::error::bad_version).category();
    return ofHttp && error != http::error::end_of_stream && error != http::error::partial_message ? "syntax"
                                                                                                  : std::string_view();
}

/// What is to be done with a request, the places that are left included.
Verdict judged(const HttpRequest& request, const Door& door)
{
    door.services.policies.refresh(door.services.log);
    Verdict verdict = judge(request, door.port, *door.services.policies.current());
    if (verdict.route != Verdict::Route::refuse && !door.places.isFree(verdict.grant->origin)) {
        verdict.route = Verdict::Route::refuse;
        verdict.status = tooMany;
        verdict.reason = "connections";
    }
    door.services.refusals.event("handshake", {{"status", verdict.status},
                                               {"reason", verdict.reason},
                                               {"origin", text::quoted(request.value("origin"), limits::originBytes)}});
    return verdict;
}

/// Bytes that were no request.
Response malformed(std::string_view fault, const Door& door)
{
    door.services.refusals.event("handshake", {{"status", badRequest}, {"reason", fault}});
    return refusal(badRequest);
}

/// What a request that opens no conversation is answered.
Response answerTo(const Verdict& verdict)
{
    switch (verdict.route) {
    case Verdict::Route::health:
        return health(*verdict.grant);
    case Verdict::Route::refuse:
        return refusal(verdict.status, verdict.grant ? verdict.grant->origin : std::string());
    case Verdict::Route::session:
        break;
    }
    // A client sends nothing more before it has read that the upgrade is granted (RFC 6455 §4.1).
    return refusal(badRequest);
}

} // namespace

// No temporaries that need destroying stand in an expression that waits: GCC 12 destroys them twice.
asio::awaitable<std::optional<Opening>> receiveOpening(beast::tcp_stream& stream, Door& door)
{
    stream.expires_after(limits::handshake);
    beast::flat_buffer buffer(limits::headerBytes);
    http::request_parser<http::empty_body> parser;
    parser.header_limit(limits::headerBytes);
    boost::system::error_code error;
    const std::size_t bytes =
        co_await http::async_read_header(stream, buffer, parser, asio::redirect_error(use_awaitable, error));
    const std::string_view fault = faultOf(error, bytes);
    if (error && fault.empty()) co_return std::nullopt;
    Response response;
    if (fault.empty()) {
        const HttpRequest request = plain(parser.get());
        const Verdict verdict = judged(request, door);
        if (verdict.route == Verdict::Route::session && buffer.size() == 0) {
            co_return Opening{parser.release(), *verdict.grant, door.places.take(verdict.grant->origin)};
        }
        response = answerTo(verdict);
    } else {
        response = malformed(fault, door);
    }
    co_await answer(stream, response);
    co_return std::nullopt;
}

} // namespace ekey::host
