#include "portal/phones/api.h"

#include "core/identifier/identifier.h"
#include "core/json/canonical.h"
#include "portal/accounts/random.h"
#include "portal/filings/moves.h"
#include "portal/filings/store.h"
#include "portal/http/entity_tag.h"
#include "portal/http/json_body.h"
#include "portal/http/limits.h"
#include "portal/http/router.h"
#include "portal/notices/outbox.h"
#include "portal/notices/texts.h"
#include "portal/phones/authorisations.h"
#include "portal/phones/codes.h"
#include "portal/phones/limits.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"

namespace ekey::portal::phones {
namespace {

using http::Answer;
using http::Request;

constexpr std::size_t fieldBytes = 40;
constexpr std::size_t occasionBytes = 16;

filings::Filing requireDraft(soci::session& sql, const Request& request)
{
    filings::Filing filing = filings::require(sql, request.parameters[0], *request.caller);
    filings::demandOpen(filing);
    if (filing.business != business) {
        throw Refused(status::conflict, "phone.business");
    }
    return filing;
}

/// A text of both languages: whose phone it is may read either.
notices::Mail textWith(const Api& api, const std::string& mobile, const std::string& code,
                       const std::string& enterprise)
{
    const json::Value params = {
        {"code", code}, {"minutes", codeSeconds / 60}, {"enterprise", enterprise}, {"origin", api.origin}};
    const auto say = [&](const char* language) { return notices::texts(language).text("phone.text", params); };
    return {"phone:" + accounts::randomHex(occasionBytes), api.gateway->addressOf(mobile),
            notices::texts("zh-CN").text("phone.subject"), say("zh-CN") + "\n" + say("en") + "\n"};
}

Answer sendCode(const Api& api, const Request& request)
{
    const auto body = http::readJson(request);
    json::Members in(body);
    const auto mobile = identifier::mobile(in.text("mobile", fieldBytes));
    http::demand(in);
    if (!api.gateway) {
        throw Refused(status::unavailable, "phone.no_gateway");
    }
    Errors errors = mobile.errors;
    for (Error& error : errors) {
        error.pointer = "/mobile";
    }
    if (blocks(errors)) {
        throw Refused(status::unprocessable, std::move(errors));
    }
    const Time now = api.clock();
    api.database.run([&](soci::session& sql) {
        filings::expire(sql, now);
        const filings::Filing filing = requireDraft(sql, request);
        const std::string code = makeCode(sql, filing.id, filing.owner, mobile.normalized, now);
        notices::put(sql, textWith(api, mobile.normalized, code, filing.uscc), now);
    });
    return http::reply(200, {{"mobile", mobile.masked}, {"seconds", codeSeconds}});
}

[[noreturn]] void refuse(Proof proof, int left)
{
    if (proof == Proof::expired) {
        throw Refused(status::unprocessable, "phone.code_expired", "/code");
    }
    if (proof == Proof::none) {
        throw Refused(status::unprocessable, "phone.code_none", "/code");
    }
    if (left == 0) {
        throw Refused(status::unprocessable, "phone.code_void", "/code");
    }
    throw Refused(status::unprocessable, "phone.code_wrong", "/code", {{"left", left}});
}

Answer proveCode(const Api& api, const Request& request)
{
    const auto body = http::readJson(request);
    json::Members in(body);
    const std::string code = in.text("code", fieldBytes);
    http::demand(in);
    const Time now = api.clock();
    int left = 0;
    Proof proof = Proof::none;
    // What was tried is kept, also where it was wrong: so that is not refused from within.
    Answer answer = api.database.run([&](soci::session& sql) -> Answer {
        filings::expire(sql, now);
        filings::Filing filing = requireDraft(sql, request);
        proof = prove(sql, filing.id, code, now, left);
        if (proof != Proof::right) {
            return {};
        }
        json::Value facts = filings::readKept(filing.facts);
        facts["verifiedMobile"] = provenMobile(sql, filing.id);
        filing.facts = json::canonical(facts);
        filings::bindNonce(sql, filing, true);
        Answer proven = http::reply(200, {{"facts", facts}});
        return http::withTag(proven, filing.version);
    });
    if (proof != Proof::right) {
        refuse(proof, left);
    }
    return answer;
}

Answer showAll(const Api& api, const Request& request)
{
    return http::reply(
        200,
        {{"phones", api.database.run([&](soci::session& sql) { return list(sql, *request.caller, api.clock()); })}});
}

Answer withdrawOne(const Api& api, const Request& request)
{
    http::demandEmptyObject(request);
    return http::reply(200, api.database.run([&](soci::session& sql) {
        return withdraw(sql, *request.caller, request.parameters[0], api.clock());
    }));
}

} // namespace

void addRoutes(http::Router& router, const Api& api)
{
    const auto change = [&](const char* path, Answer (*handle)(const Api&, const Request&), http::Check check = {}) {
        router.add({"POST",
                    path,
                    enterprises,
                    {"application/json"},
                    http::jsonBytes,
                    {},
                    [&api, handle](const Request& request) { return handle(api, request); },
                    std::move(check)});
    };
    // Whose it is comes before what is wrong with the request.
    const http::Check own = [&api](const Request& request) {
        api.database.run([&](soci::session& sql) { filings::require(sql, request.parameters[0], *request.caller); });
    };
    change("/api/v1/filings/{filing}/phone-code", sendCode, own);
    change("/api/v1/filings/{filing}/phone", proveCode, own);
    change("/api/v1/phones/{phone}/withdrawal", withdrawOne);
    router.add({"GET", "/api/v1/phones", enterprises, {}, 0, {}, [&api](const Request& request) {
                    return showAll(api, request);
                }});
}

} // namespace ekey::portal::phones
