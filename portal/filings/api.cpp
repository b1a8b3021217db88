#include "portal/filings/api.h"

#include "portal/calendar/years.h"
#include "portal/filings/answered.h"
#include "portal/filings/drafts.h"
#include "portal/filings/moves.h"
#include "portal/filings/record.h"
#include "portal/filings/states.h"
#include "portal/http/entity_tag.h"
#include "portal/http/json_body.h"
#include "portal/http/limits.h"
#include "portal/log.h"
#include "portal/refused.h"
#include "portal/storage/database.h"

namespace ekey::portal::filings {
namespace {

using http::Answer;
using http::Request;

constexpr const char* signedType = "application/pkcs7-mime";
constexpr const char* plainType = "application/json";

Answer show(const Api& api, const Request& request)
{
    return api.database.run([&](soci::session& sql) {
        expire(sql, api.clock());
        const Filing filing = requireReadable(sql, request.parameters[0], *request.caller);
        Answer answer =
            http::reply(200, record(sql, filing, *request.caller, calendar::workingDays(sql, api.calendar)));
        return http::withTag(answer, filing.version);
    });
}

Answer showAll(const Api& api, const Request& request)
{
    return http::reply(200, api.database.run([&](soci::session& sql) {
        expire(sql, api.clock());
        json::Value entries = json::Value::array();
        const auto days = calendar::workingDays(sql, api.calendar);
        for (const Filing& filing : list(sql, *request.caller)) {
            entries.push_back(summary(sql, filing, *request.caller, days));
        }
        return json::Value{{"filings", std::move(entries)}};
    }));
}

Answer withdraw(const Api& api, const Request& request)
{
    http::demandEmptyObject(request);
    const Caller& caller = *request.caller;
    const Time now = api.clock();
    return api.database.run([&](soci::session& sql) {
        expire(sql, now);
        Filing filing = require(sql, request.parameters[0], caller);
        http::demandMatch(request, filing.version);
        if (!states().allows(filing.state, "withdrawn", toString(caller.role), filing.business)) {
            throw Refused(409, "filing.not_withdrawable");
        }
        move(sql, filing, "withdrawn", toString(caller.role), now);
        eraseContents(sql, filing);
        Answer answer = http::reply(200, record(sql, filing, caller, calendar::workingDays(sql, api.calendar)));
        return http::withTag(answer, filing.version);
    });
}

/// Only whoever may change the filing has a body of this size taken into memory.
void demandOwn(const Api& api, const Request& request)
{
    api.database.run([&](soci::session& sql) { require(sql, request.parameters[0], *request.caller); });
}

/// With a key what is submitted is signed; under an account nothing could sign it.
void demandType(const Api& api, const Request& request)
{
    const bool signedBody = request.contentType == signedType;
    if (request.caller->certificate && !signedBody) {
        throw Refused(415, "submission.needs_signature");
    }
    if (!request.caller->certificate && signedBody) {
        throw Refused(415, "submission.needs_no_signature");
    }
    demandOwn(api, request);
}

Answer answerWith(const Submissions::Receipt& receipt)
{
    return http::reply(receipt.repeated ? 200 : 201,
                       {{"receipt", receipt.number}, {"acceptedAt", timestamp(receipt.acceptedAt)}});
}

Answer submit(const Api& api, const Request& request)
{
    const Once once(request);
    const Time now = api.clock();
    if (auto before = api.database.run([&](soci::session& sql) { return once.before(sql, now); })) {
        return *std::move(before);
    }
    const auto keep = [&](soci::session& sql, const Submissions::Receipt& receipt) {
        const Answer answer = answerWith(receipt);
        once.keep(sql, answer.status, {}, *answer.body, now);
    };
    const auto receipt = api.submissions.submit(*request.caller, request.parameters[0], request.body, keep);
    log::info("submission", {{"correlation", request.correlation},
                             {"filing", request.parameters[0]},
                             {"receipt", receipt.number},
                             {"repeated", receipt.repeated}});
    return answerWith(receipt);
}

void addReads(http::Router& router, const Api& api)
{
    const auto get = [&](std::string path, const Access& access, Answer (*handle)(const Api&, const Request&)) {
        router.add({"GET", std::move(path), access, {}, 0, {}, [&api, handle](const Request& request) {
                        return handle(api, request);
                    }});
    };
    get("/api/v1/forms/{business}", anybody, [](const Api& of, const Request& request) {
        return http::replyText(200, of.forms.of(request.parameters[0]).text);
    });
    get("/api/v1/states", anybody, [](const Api&, const Request&) { return http::reply(200, states().toJson()); });
    get("/api/v1/filings", enterprises, showAll);
    get("/api/v1/filings/{filing}", enterprises, show);
}

} // namespace

void addRoutes(http::Router& router, const Api& api)
{
    addReads(router, api);
    const auto change = [&](const char* method, std::string path, std::vector<std::string> types, std::size_t bytes,
                            Answer (*handle)(const Api&, const Request&),
                            void (*check)(const Api&, const Request&) = nullptr) {
        router.add(
            {method,
             std::move(path),
             enterprises,
             std::move(types),
             bytes,
             {},
             [&api, handle](const Request& request) { return handle(api, request); },
             check ? http::Check([&api, check](const Request& request) { check(api, request); }) : http::Check()});
    };
    change("POST", "/api/v1/filings", {plainType}, http::jsonBytes, beginFiling);
    change("PUT", "/api/v1/filings/{filing}/draft", {plainType}, draftBytes, putDraft, demandOwn);
    change("POST", "/api/v1/filings/{filing}/nonce", {plainType}, http::jsonBytes, renewNonce);
    change("POST", "/api/v1/filings/{filing}/withdrawal", {plainType}, http::jsonBytes, withdraw);
    change("POST", "/api/v1/filings/{filing}/submission", {signedType, plainType}, signedBytes, submit, demandType);
}

} // namespace ekey::portal::filings
