#include "portal/http/connection.h"

#include "portal/accounts/random.h"
#include "portal/http/forwarded.h"
#include "portal/http/service.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>

namespace ekey::portal::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Parser = beast::http::request_parser<beast::http::buffer_body>;
using ErrorCode = beast::error_code;
using SteadyTime = std::chrono::steady_clock::time_point;
using Work = std::function<Answer()>;
using asio::redirect_error;
using asio::use_awaitable;

constexpr std::size_t readBytes = 64 << 10;
// Of what has arrived and is not read yet. A chunk's extension or a trailer that is longer ends the connection.
constexpr std::size_t bufferBytes = 2 * readBytes;
constexpr std::size_t correlationBytes = 8;
// After a refusal in the middle of a body the client may still be sending. Closing at once would reset the connection
// and the refusal with it, so a little more is read and thrown away (RFC 9112 §9.6).
constexpr std::size_t lingerBytes = 16 << 20;
constexpr std::chrono::seconds lingerTime{2};

Error plain(std::string code, json::Value params = json::Value::object())
{
    return {std::move(code), {}, Severity::error, std::move(params)};
}

bool isProtocolError(const ErrorCode& error)
{
    return error && error.category() == beast::http::make_error_code(beast::http::error::bad_method).category();
}

std::string lower(beast::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

/// In lower case, without its parameters.
std::string mediaType(beast::string_view header)
{
    std::string type = lower(header.substr(0, header.find(';')));
    type.erase(type.find_last_not_of(" \t") + 1);
    return type;
}

bool describe(const Parser& parser, Request& request)
{
    namespace field = beast::http;
    const auto& header = parser.get();
    request.method = std::string(header.method_string());
    for (const auto& each : header) {
        if (each.name() == field::field::origin) {
            request.origins.emplace_back(each.value());
        } else if (each.name() == field::field::cookie) {
            request.cookies.emplace_back(each.value());
        } else {
            std::string& value = request.fields[lower(each.name_string())];
            if (!value.empty()) value += ", ";
            value += each.value();
        }
    }
    request.contentType = mediaType(header[field::field::content_type]);
    if (!parser.chunked()) {
        request.contentLength = parser.content_length() ? *parser.content_length() : 0;
    }
    const auto target = header.target();
    return readTarget(std::string_view(target.data(), target.size()), request);
}

/// Whether a server behind or before this one could read another request out of it (RFC 9112 §3.2, §6.1): of hosts
/// there is one, and of transfer codings none but "chunked".
bool isAmbiguous(const Parser& parser)
{
    namespace field = beast::http;
    const auto& header = parser.get();
    const bool current = header.version() >= 11;
    const auto hosts = header.count(field::field::host);
    const auto codings = header.count(field::field::transfer_encoding);
    const bool chunked = beast::iequals(header[field::field::transfer_encoding], "chunked");
    return hosts > 1 || (current && hosts == 0) || codings > 1 || (codings == 1 && !(current && chunked));
}

/// Whose share of the server a request takes.
std::string holderOf(const Request& request) { return request.caller ? request.caller->owner() : request.address; }

class Connection {
public:
    Connection(asio::ip::tcp::socket socket, Shared& shared)
        : stream_(std::move(socket)), shared_(shared), address_(addressOf(stream_.socket()))
    {}

    asio::awaitable<void> run()
    {
        auto wait = shared_.limits.header;
        while (co_await exchange(wait)) {
            wait = shared_.limits.idle;
        }
        co_await linger();
    }

private:
    const Service& service() const { return *shared_.service; }

    static std::string addressOf(const asio::ip::tcp::socket& socket)
    {
        ErrorCode error; // of a client that has gone again
        const auto peer = socket.remote_endpoint(error);
        return error ? std::string() : peer.address().to_string();
    }

    /// One request and its answer. False: the connection is over.
    asio::awaitable<bool> exchange(std::chrono::milliseconds wait)
    {
        Parser parser;
        // Beast counts the request line and the fields apart; what they come to together is looked at below.
        parser.header_limit(static_cast<std::uint32_t>(shared_.limits.headerBytes + 1));
        parser.body_limit(boost::none); // counted by whoever takes the body
        Request request;
        request.correlation = accounts::randomHex(correlationBytes);
        request.address = address_;
        ErrorCode error;
        stream_.expires_after(wait);
        const std::size_t headerBytes =
            co_await beast::http::async_read_header(stream_, buffer_, parser, redirect_error(use_awaitable, error));
        const auto since = std::chrono::steady_clock::now();
        if (error == beast::http::error::end_of_stream || error == beast::error::timeout) {
            co_return false;
        }
        const bool ambiguous = !error && isAmbiguous(parser);
        Answer answer;
        if (error == beast::http::error::header_limit || headerBytes > shared_.limits.headerBytes) {
            answer = service().refuse(request, 431,
                                      plain("request.header_too_large", {{"limit", shared_.limits.headerBytes}}));
        } else if (isProtocolError(error) || (!error && (ambiguous || !describe(parser, request)))) {
            answer = service().refuse(request, 400, plain("request.malformed"));
        } else if (error) {
            co_return false; // the network's fault: nobody is there to be answered
        } else {
            request.address = clientAddress(address_, request.field("x-forwarded-for"), shared_.proxies);
            answer = co_await respond(parser, request);
        }
        if (gone_) {
            co_return false;
        }
        const bool keep = !error && !ambiguous && parser.is_done() && parser.get().keep_alive();
        service().complete(request, answer, since);
        co_return co_await send(request, answer, keep) && keep;
    }

    asio::awaitable<Answer> respond(Parser& parser, Request& request)
    {
        auto opened = service().open(request);
        if (auto* answer = std::get_if<Answer>(&opened)) {
            co_return std::move(*answer);
        }
        const Route& route = *std::get<const Route*>(opened);
        if (route.check || !route.access.empty()) {
            const Work admit = [&]() -> Answer {
                service().admit(request, route);
                return {};
            };
            Answer refused = co_await onWorker(request, admit);
            if (!refused.codes.empty()) {
                co_return refused;
            }
        }
        if (route.streams()) {
            co_return co_await stream(parser, request, std::get<StreamHandler>(route.handler));
        }
        if (route.bodyBytes <= jsonBytes) {
            co_return co_await whole(parser, request, route);
        }
        const auto share =
            shared_.largeBodies.take(holderOf(request), shared_.limits.largeBodies, shared_.limits.largeBodiesOfOwner);
        if (!share) {
            co_return service().refuse(request, 503, plain("request.busy"));
        }
        co_return co_await whole(parser, request, route);
    }

    asio::awaitable<Answer> whole(Parser& parser, Request& request, const Route& route)
    {
        co_await proceed(parser);
        const auto deadline = deadlineOf(request.contentLength.value_or(route.bodyBytes));
        while (!gone_ && !parser.is_done()) {
            co_await read(parser, request.body, deadline);
            if (request.body.size() > route.bodyBytes) {
                co_return service().refuse(request, 413, plain("request.body_too_large", {{"limit", route.bodyBytes}}));
            }
        }
        if (gone_) {
            co_return Answer{};
        }
        const Handler& handler = std::get<Handler>(route.handler);
        const Work work = [&handler, &request] { return handler(request); };
        co_return co_await onWorker(request, work);
    }

    asio::awaitable<Answer> stream(Parser& parser, Request& request, const StreamHandler& handler)
    {
        const auto share =
            shared_.streams.take(holderOf(request), shared_.limits.streams, shared_.limits.streamsOfOwner);
        if (!share) {
            co_return service().refuse(request, 503, plain("request.busy"));
        }
        std::unique_ptr<BodySink> sink;
        const Work begin = [&]() -> Answer {
            sink = handler(request);
            return {};
        };
        Answer answer = co_await onWorker(request, begin);
        if (!sink) {
            co_return answer;
        }
        co_await proceed(parser);
        const auto deadline = deadlineOf(request.contentLength);
        std::string piece;
        const Work takePiece = [&]() -> Answer {
            sink->piece({reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size()});
            return {};
        };
        while (!gone_ && !parser.is_done()) {
            co_await read(parser, piece, deadline);
            if (!gone_ && piece.size() + readBytes <= pieceBytes && !parser.is_done()) {
                continue;
            }
            // Of a client that has gone, too: what has arrived of an upload need not come again.
            answer = co_await onWorker(request, takePiece);
            if (!answer.codes.empty()) {
                co_return answer;
            }
            piece.clear();
        }
        if (gone_) {
            co_return Answer{};
        }
        const Work finish = [&sink] { return sink->finish(); };
        co_return co_await onWorker(request, finish);
    }

    /// When a body of so many bytes must be whole; of one that does not say how many it has, as late as any.
    SteadyTime deadlineOf(std::optional<std::uint64_t> bytes) const
    {
        const Limits& limits = shared_.limits;
        const auto now = std::chrono::steady_clock::now();
        const std::chrono::seconds slow(bytes ? *bytes / limits.bytesPerSecond : 0);
        if (!bytes || slow > limits.body) {
            return now + limits.body;
        }
        return now + std::min<std::chrono::milliseconds>(limits.body, limits.slack + slow);
    }

    /// Runs `work` on a worker thread while this coroutine sleeps.
    asio::awaitable<Answer> onWorker(const Request& request, const Work& work)
    {
        auto there = [this, &request, &work]() -> asio::awaitable<Answer> {
            co_return service().answer(request, work);
        };
        co_return co_await asio::co_spawn(*shared_.workers, std::move(there), use_awaitable);
    }

    /// A client that asked whether to go on (RFC 9110 §10.1.1) is told so.
    asio::awaitable<void> proceed(Parser& parser)
    {
        if (!beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) {
            co_return;
        }
        constexpr std::string_view line = "HTTP/1.1 100 Continue\r\n\r\n";
        ErrorCode error;
        stream_.expires_after(shared_.limits.write);
        co_await asio::async_write(stream_, asio::buffer(line), redirect_error(use_awaitable, error));
        gone_ = static_cast<bool>(error);
    }

    /// Appends what arrives next, at most readBytes.
    asio::awaitable<void> read(Parser& parser, std::string& out, SteadyTime deadline)
    {
        const std::size_t before = out.size();
        out.resize(before + readBytes);
        auto& body = parser.get().body();
        body.data = out.data() + before;
        body.size = readBytes;
        body.more = true;
        ErrorCode error;
        stream_.expires_at(std::min(deadline, std::chrono::steady_clock::now() + shared_.limits.piece));
        co_await beast::http::async_read_some(stream_, buffer_, parser, redirect_error(use_awaitable, error));
        out.resize(before + readBytes - body.size);
        // A broken or late body has no answer: its sender and we no longer agree on where the next request begins.
        gone_ = error && error != beast::http::error::need_buffer;
    }

    asio::awaitable<bool> send(const Request& request, const Answer& answer, bool keep)
    {
        beast::http::response<beast::http::span_body<const char>> response;
        response.result(answer.status);
        for (const auto& [name, value] : answer.headers) {
            response.insert(name, value);
        }
        response.keep_alive(keep);
        if (answer.stream) {
            co_return co_await sendStream(request, response, *answer.stream);
        }
        const std::size_t length = answer.body ? answer.body->size() : 0;
        if (length != 0 && request.method != "HEAD") {
            response.body() = {answer.body->data(), length};
        }
        if (answer.status != 204 && answer.status != 304) {
            response.content_length(length);
        }
        ErrorCode error;
        stream_.expires_after(shared_.limits.write);
        beast::http::response_serializer<beast::http::span_body<const char>> serializer(response);
        co_await beast::http::async_write(stream_, serializer, redirect_error(use_awaitable, error));
        gone_ = static_cast<bool>(error);
        co_return !gone_;
    }

    /// The header of `head`, and a body piece by piece.
    asio::awaitable<bool> sendStream(const Request& request, const beast::http::response_header<>& head,
                                     const BodySource& source)
    {
        beast::http::response<beast::http::empty_body> response(head);
        response.content_length(source.bytes);
        beast::http::response_serializer<beast::http::empty_body> serializer(response);
        ErrorCode error;
        stream_.expires_after(shared_.limits.write);
        co_await beast::http::async_write_header(stream_, serializer, redirect_error(use_awaitable, error));
        std::string piece;
        const Work next = [&]() -> Answer {
            piece = source.next();
            return {};
        };
        std::uint64_t left = request.method == "HEAD" ? 0 : source.bytes;
        while (!error && left > 0) {
            const Answer failed = co_await onWorker(request, next);
            // Too late for another answer: what is cut off is seen to be.
            if (!failed.codes.empty() || piece.empty() || piece.size() > left) {
                error = asio::error::operation_aborted;
                break;
            }
            left -= piece.size();
            stream_.expires_after(shared_.limits.write);
            co_await asio::async_write(stream_, asio::buffer(piece), redirect_error(use_awaitable, error));
        }
        gone_ = static_cast<bool>(error);
        co_return !gone_;
    }

    asio::awaitable<void> linger()
    {
        ErrorCode error;
        stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
        stream_.expires_after(lingerTime);
        for (std::size_t read = 0; !error && !gone_ && read < lingerBytes;) {
            buffer_.clear();
            read += co_await stream_.async_read_some(buffer_.prepare(readBytes), redirect_error(use_awaitable, error));
        }
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_{bufferBytes};
    Shared& shared_;
    std::string address_; ///< the peer's
    bool gone_ = false;   ///< the client left, or stopped making sense
};

} // namespace

asio::awaitable<void> serve(asio::ip::tcp::socket socket, Shared& shared)
{
    Connection connection(std::move(socket), shared);
    co_await connection.run();
}

} // namespace ekey::portal::http
