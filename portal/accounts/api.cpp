#include "portal/accounts/api.h"

#include "portal/accounts/login.h"
#include "portal/http/json_body.h"
#include "portal/http/limits.h"
#include "portal/log.h"
#include "portal/refused.h"

namespace ekey::portal::accounts {
namespace {

using http::Answer;
using http::Request;

json::Value describe(const signature::Certificate& certificate)
{
    return {{"serial", certificate.serial()},
            {"issuer", certificate.issuerName()},
            {"notBefore", dateInChina(certificate.notBefore())},
            {"notAfter", dateInChina(certificate.notAfter())}};
}

json::Value describe(const Caller& caller, Time now)
{
    json::Value value = {{"role", toString(caller.role)}, {"seconds", caller.until - now}};
    if (caller.role == Role::enterprise) value["enterprise"] = {{"name", caller.enterprise}, {"uscc", caller.uscc}};
    if (!caller.account.empty()) value["account"] = {{"login", caller.login}, {"email", caller.email}};
    if (caller.certificate) value["certificate"] = describe(*caller.certificate);
    return value;
}

Visitor visitor(const Request& request) { return {request.field("user-agent"), request.address}; }

Answer challenge(const Api& api, const Request& request)
{
    http::demandEmptyObject(request);
    const auto challenge = api.sessions.challenge(api.cookie.read(request));
    Answer answer = http::reply(200, {{"nonce", challenge.nonce}, {"seconds", nonceSeconds}});
    if (!challenge.cookie.empty()) {
        api.cookie.write(answer, challenge.cookie);
    }
    return answer;
}

Answer login(const Api& api, const Request& request)
{
    const auto body = http::readJson(request);
    json::Members in(body);
    const auto& token = in.object("token");
    http::demand(in);
    const std::string cookie = api.cookie.read(request);
    // Taken before anything is verified: a nonce serves one attempt, whatever comes of it.
    const std::string nonce = api.sessions.takeNonce(cookie);
    const Time now = api.clock();
    const auto certificate = verifyLogin(token, api.trusted, api.origin, nonce, now);
    const std::string fresh = api.sessions.begin(cookie, certificate, visitor(request));
    log::info("login",
              {{"correlation", request.correlation}, {"uscc", certificate.uscc()}, {"serial", certificate.serial()}});
    Answer answer = http::reply(200, describe(api.sessions.require(fresh), now));
    api.cookie.write(answer, fresh);
    return answer;
}

Answer logout(const Api& api, const Request& request)
{
    http::demandEmptyObject(request);
    api.sessions.end(api.cookie.read(request));
    Answer answer = http::nothing();
    api.cookie.clear(answer);
    return answer;
}

} // namespace

void addRoutes(http::Router& router, const Api& api)
{
    const auto post = [&](std::string path, Answer (*handle)(const Api&, const Request&)) {
        router.add({"POST",
                    std::move(path),
                    anybody,
                    {"application/json"},
                    http::jsonBytes,
                    {},
                    [&api, handle](const Request& request) { return handle(api, request); }});
    };
    post("/api/v1/login/challenge", challenge);
    post("/api/v1/login", login);
    post("/api/v1/logout", logout);
    router.add({"GET", "/api/v1/session", loggedIn, {}, 0, {}, [&api](const Request& request) {
                    return http::reply(200, describe(*request.caller, api.clock()));
                }});
}

} // namespace ekey::portal::accounts
