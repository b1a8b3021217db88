#include "tests/process/portal/http_client.h"

#include "core/json/reader.h"

#include <boost/asio/io_context.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace ekey::test {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::size_t largestAnswer = 32 << 20;

} // namespace

json::Value Response::json() const
{
    auto value = json::read(body);
    return value ? *value : json::Value::object();
}

std::string Response::text(const std::string& member) const { return json().at(member).get<std::string>(); }

std::string Response::code() const
{
    const auto value = json();
    return value.contains("errors") ? value["errors"].at(0).at("code").get<std::string>() : std::string();
}

std::string Response::pointer() const
{
    const auto value = json();
    return value.contains("errors") ? value["errors"].at(0).at("pointer").get<std::string>() : std::string();
}

std::string Response::header(const std::string& name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

Response HttpClient::send(const std::string& method, const std::string& target, const std::string& body,
                          const std::string& contentType, const Fields& more)
{
    return exchange(method, target, body, contentType, more, false);
}

Response HttpClient::sendChunked(const std::string& method, const std::string& target, const std::string& body)
{
    return exchange(method, target, body, {}, {}, true);
}

Response HttpClient::exchange(const std::string& method, const std::string& target, const std::string& body,
                              const std::string& contentType, const Fields& more, bool chunked)
{
    http::request<http::string_body> request;
    request.method_string(method);
    request.target(target);
    request.set(http::field::host, "localhost:" + std::to_string(port));
    if (!origin.empty()) {
        request.set(http::field::origin, origin);
    }
    if (!contentType.empty()) {
        request.set(http::field::content_type, contentType);
    }
    for (const Fields* some : std::initializer_list<const Fields*>{&always, &more}) {
        for (const auto& [name, value] : *some) {
            request.set(name, value);
        }
    }
    std::string jar;
    for (const auto& [name, value] : cookies) {
        jar += (jar.empty() ? "" : "; ") + name + '=' + value;
    }
    if (!jar.empty()) {
        request.set(http::field::cookie, jar);
    }
    request.body() = body;
    if (chunked) {
        request.chunked(true);
    } else if (method != "GET") {
        request.content_length(body.size());
    }

    boost::asio::io_context io;
    beast::tcp_stream stream(io);
    stream.connect({boost::asio::ip::address_v4::loopback(), port});
    beast::error_code sent;
    http::write(stream, request, sent); // a refusal may come, and the connection end, before all is sent
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(largestAnswer);
    parser.skip(method == "HEAD");
    http::read(stream, buffer, parser);

    Response response;
    response.status = parser.get().result_int();
    response.body = parser.get().body();
    for (const auto& field : parser.get()) {
        std::string name(field.name_string());
        for (char& c : name) {
            c = beast::detail::ascii_tolower(c);
        }
        response.headers.emplace(name, std::string(field.value()));
    }
    for (auto [set, end] = response.headers.equal_range("set-cookie"); set != end; ++set) {
        const std::string pair = set->second.substr(0, set->second.find(';'));
        const auto equals = pair.find('=');
        cookies[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
    return response;
}

} // namespace ekey::test
