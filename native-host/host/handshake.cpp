#include "native-host/host/handshake.h"

#include "protocol/protocol.h"

#include <algorithm>
#include <cctype>

namespace ekey::host {
namespace {

constexpr unsigned badRequest = 400;
constexpr unsigned forbidden = 403;
constexpr unsigned notFound = 404;

Verdict refuse(unsigned status, std::string_view reason)
{
    return {.route = Verdict::Route::refuse, .status = status, .reason = reason, .grant = {}};
}

// A page that reaches us by a name of its own (DNS rebinding) sends that name here.
bool isLoopback(std::string_view host, std::uint16_t port)
{
    const std::string suffix = ":" + std::to_string(port);
    for (const std::string_view name : {"127.0.0.1", "[::1]", "localhost"}) {
        if (host == std::string(name) + suffix) {
            return true;
        }
    }
    return false;
}

std::string_view withoutBlanks(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool equalsIgnoringCase(std::string_view one, std::string_view other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

/// A comma-separated list (RFC 9110 §5.6.1) that holds `token`.
bool lists(std::string_view list, std::string_view token, bool exactCase)
{
    while (true) {
        const std::size_t comma = list.find(',');
        const std::string_view one = withoutBlanks(list.substr(0, comma));
        if (exactCase ? one == token : equalsIgnoringCase(one, token)) {
            return true;
        }
        if (comma == std::string_view::npos) {
            return false;
        }
        list.remove_prefix(comma + 1);
    }
}

// RFC 6455 §4.2.1
bool isUpgrade(const HttpRequest& request)
{
    return request.count("upgrade") == 1 && equalsIgnoringCase(request.value("upgrade"), "websocket") &&
           request.count("connection") == 1 && lists(request.value("connection"), "upgrade", false) &&
           request.count("sec-websocket-key") == 1 && request.count("sec-websocket-version") == 1 &&
           request.value("sec-websocket-version") == "13";
}

} // namespace

std::size_t HttpRequest::count(std::string_view name) const
{
    return static_cast<std::size_t>(
        std::count_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; }));
}

std::string_view HttpRequest::value(std::string_view name) const
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.first == name; });
    return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

Verdict judge(const HttpRequest& request, std::uint16_t port, const Policy& policy)
{
    if (request.method != "GET" || request.version != 11) {
        return refuse(badRequest, "method");
    }
    if (request.count("content-length") != 0 || request.count("transfer-encoding") != 0) {
        return refuse(badRequest, "body");
    }
    const bool health = request.target == protocol::healthPath;
    if (!health && request.target != protocol::path) {
        return refuse(notFound, "path");
    }
    if (request.count("host") != 1 || !isLoopback(request.value("host"), port)) {
        return refuse(forbidden, "host");
    }
    const Grant* grant = request.count("origin") == 1 ? policy.find(request.value("origin")) : nullptr;
    if (!grant) {
        return refuse(forbidden, "origin");
    }
    if (health) {
        return {.route = Verdict::Route::health, .status = 200, .reason = {}, .grant = *grant};
    }
    if (!isUpgrade(request)) {
        return refuse(badRequest, "upgrade");
    }
    if (request.count("sec-websocket-protocol") != 1 ||
        !lists(request.value("sec-websocket-protocol"), protocol::subprotocol, true)) {
        return refuse(badRequest, "subprotocol");
    }
    return {.route = Verdict::Route::session, .status = 101, .reason = {}, .grant = *grant};
}

} // namespace ekey::host
