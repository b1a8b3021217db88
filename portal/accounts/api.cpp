#include "portal/accounts/api.h"

#include "portal/accounts/handlers.h"
#include "portal/accounts/login.h"
#include "portal/http/json_body.h"
#include "portal/http/limits.h"
#include "portal/log.h"
#include "portal/refused.h"

namespace ekey::portal::accounts {
namespace {

using http::Answer;
using http::Request;

json::Value describeCertificate(const signature::Certificate& certificate, bool expired)
{
    return {{"serial", certificate.serial()},
            {"issuer", certificate.issuerName()},
            {"notBefore", dateInChina(certificate.notBefore())},
            {"notAfter", dateInChina(certificate.notAfter())},
            {"expired", expired}};
}

Answer challenge(const Api& api, const Request& request)
{
    http::demandEmptyObject(request);
    const auto challenge = api.sessions.challenge(api.cookie.read(request), request.address);
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

Answer session(const Api& api, const Request& request)
{
    return http::reply(200, describe(*request.caller, api.clock()));
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

json::Value describe(const Caller& caller, Time now)
{
    json::Value value = {{"role", toString(caller.role)}, {"seconds", caller.until - now}};
    if (caller.role == Role::enterprise) value["enterprise"] = {{"name", caller.enterprise}, {"uscc", caller.uscc}};
    if (!caller.account.empty()) value["account"] = {{"login", caller.login}, {"email", caller.email}};
    if (caller.certificate) value["certificate"] = describeCertificate(*caller.certificate, caller.expired);
    return value;
}

Visitor visitor(const Request& request) { return {request.field("user-agent"), request.address}; }

Answer giveProof(const Api& api, const Request&) { return http::reply(200, api.proofs.challenge()); }

void addRoutes(http::Router& router, const Api& api)
{
    using Handle = Answer (*)(const Api&, const Request&);
    const auto add = [&](std::string method, std::string path, const Access& access, Handle handle) {
        const bool body = method == "POST" || method == "PUT";
        router.add({std::move(method),
                    std::move(path),
                    access,
                    body ? std::vector<std::string>{"application/json"} : std::vector<std::string>{},
                    body ? http::jsonBytes : 0,
                    {},
                    [&api, handle](const Request& request) { return handle(api, request); }});
    };
    add("GET", "/api/v1/proof", anybody, giveProof);
    add("POST", "/api/v1/registrations", anybody, registerEnterprise);
    add("POST", "/api/v1/resets", anybody, requestReset);
    add("POST", "/api/v1/password", anybody, setPassword);
    add("PUT", "/api/v1/password", loggedIn, changePassword);
    add("POST", "/api/v1/login/password", anybody, logInWithPassword);
    add("POST", "/api/v1/login/challenge", anybody, challenge);
    add("POST", "/api/v1/login", anybody, login);
    add("POST", "/api/v1/logout", anybody, logout);
    add("GET", "/api/v1/session", loggedIn, session);
    add("GET", "/api/v1/sessions", loggedIn, showSessions);
    add("DELETE", "/api/v1/sessions", loggedIn, endOtherSessions);
    add("DELETE", "/api/v1/sessions/{session}", loggedIn, endOneSession);
}

} // namespace ekey::portal::accounts
