#include "portal/http/service.h"

#include "core/text/utf8.h"
#include "portal/certificates/renewable.h"
#include "portal/http/security_headers.h"
#include "portal/log.h"
#include "portal/refused.h"

#include <algorithm>

namespace ekey::portal::http {
namespace {

constexpr std::string_view api = "/api/";
constexpr std::size_t loggedBytes = 200; // of a path, which anybody may make long

bool isRead(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

void demandQuery(const Request& request, const Route& route)
{
    for (const std::string& key : route.query) {
        if (!request.query.contains(key)) {
            throw Refused(400, "request.query", {}, {{"member", key}});
        }
    }
    if (request.query.size() != route.query.size()) {
        throw Refused(400, "request.query", {}, {{"member", "?"}});
    }
}

} // namespace

Service::Service(const Router& router, const StaticFiles& files, std::string origin, Admission admission)
    : router_(router), files_(files), origin_(std::move(origin)), admission_(std::move(admission))
{}

void Service::admit(Request& request, const Route& route) const
{
    if (!route.access.empty()) {
        request.caller = admission_(request);
        if (std::find(route.access.begin(), route.access.end(), request.caller->role) == route.access.end()) {
            throw Refused(403, "session.role");
        }
        if (request.caller->expired && !certificates::servesRenewal(route.pattern)) {
            throw Refused(403, "session.expired_certificate");
        }
    }
    if (route.check) {
        route.check(request);
    }
}

std::variant<Answer, const Route*> Service::open(Request& request) const
{
    const Route* route = nullptr;
    Answer early = answer(request, [&]() -> Answer {
        auto opened = openChecked(request);
        if (auto* wanted = std::get_if<const Route*>(&opened)) {
            route = *wanted;
            return {};
        }
        return std::get<Answer>(std::move(opened));
    });
    if (route) {
        return route;
    }
    return early;
}

std::variant<Answer, const Route*> Service::openChecked(Request& request) const
{
    if (!request.path.starts_with(api)) {
        if (!isRead(request)) {
            throw Refused(405, "request.method");
        }
        if (request.contentLength != 0) {
            throw Refused(413, "request.body_too_large", {}, {{"limit", 0}});
        }
        if (auto file = files_.find(request)) {
            return *std::move(file);
        }
        throw Refused(404, "request.unknown_path");
    }
    auto match = router_.match(request.method, request.path);
    if (!match.route) {
        throw match.pathKnown ? Refused(405, "request.method") : Refused(404, "request.unknown_path");
    }
    // Cross-site request forgery: a browser names the page's origin in every request that is not a plain read (Fetch
    // §3.2).
    if (!isRead(request) && (request.origins.size() != 1 || request.origins.front() != origin_)) {
        throw Refused(403, "request.origin");
    }
    demandQuery(request, *match.route);
    const auto& types = match.route->contentTypes;
    if (!types.empty() && std::find(types.begin(), types.end(), request.contentType) == types.end()) {
        throw Refused(415, "request.content_type", {}, {{"accepted", types}});
    }
    if (!match.route->streams() && request.contentLength.value_or(0) > match.route->bodyBytes) {
        throw Refused(413, "request.body_too_large", {}, {{"limit", match.route->bodyBytes}});
    }
    request.parameters = std::move(match.parameters);
    return match.route;
}

Answer Service::answer(const Request& request, const std::function<Answer()>& handle) const noexcept
{
    try {
        return handle();
    } catch (const Refused& refused) {
        return refusal(refused.status, refused.errors, request.correlation);
    } catch (const std::exception& error) {
        log::error("internal", {{"correlation", request.correlation}, {"what", error.what()}});
        return refusal(500, {Error{"internal", {}, Severity::error, json::Value::object()}}, request.correlation);
    }
}

Answer Service::refuse(const Request& request, unsigned status, const Error& error) const
{
    return refusal(status, {error}, request.correlation);
}

void Service::complete(const Request& request, Answer& answer, std::chrono::steady_clock::time_point since) const
{
    addSecurityHeaders(answer);
    const auto spent = std::chrono::steady_clock::now() - since;
    // Static files that were found are not worth a line each; a path is shown only where a route knows it.
    const bool known = !request.parameters.empty() || router_.match(request.method, request.path).pathKnown;
    if (known || !answer.codes.empty()) {
        log::info("request", {{"correlation", request.correlation},
                              {"method", request.method},
                              {"path", known ? text::quoted(request.path, loggedBytes) : std::string("?")},
                              {"status", answer.status},
                              {"codes", answer.codes},
                              {"ms", std::chrono::duration_cast<std::chrono::milliseconds>(spent).count()}});
    }
}

} // namespace ekey::portal::http
