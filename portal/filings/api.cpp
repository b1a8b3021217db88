#include "portal/filings/api.h"

#include "core/json/canonical.h"
#include "core/text/base64.h"
#include "portal/accounts/random.h"
#include "portal/accounts/sessions.h"
#include "portal/filings/businesses.h"
#include "portal/filings/facts.h"
#include "portal/filings/receipt.h"
#include "portal/filings/record.h"
#include "portal/http/json_body.h"
#include "portal/http/limits.h"
#include "portal/log.h"
#include "portal/materials/upload.h"
#include "portal/refused.h"
#include "portal/storage/database.h"

namespace ekey::portal::filings {
namespace {

using http::Answer;
using http::Request;

constexpr std::size_t idBytes = 16;

Answer begin(const Api& api, const Request& request)
{
    const auto body = http::readJson(request);
    json::Members in(body);
    const std::string business = in.choice("business", businessIds());
    http::demand(in);
    const Caller& caller = *request.caller;
    require(business, caller);
    const Time now = api.clock();
    const json::Value known = facts(caller, now);
    Filing filing{.id = accounts::randomHex(idBytes),
                  .number = {},
                  .business = business,
                  .state = "draft",
                  .owner = caller.owner(),
                  .uscc = caller.uscc,
                  .enterprise = caller.enterprise,
                  .session = caller.session,
                  .nonce = text::base64(accounts::randomBytes(accounts::secretBytes)),
                  .nonceUntil = now + filingNonceSeconds,
                  .form = reference(*api.forms.of(business).definition),
                  .facts = json::canonical(known),
                  .draft = {},
                  .created = now,
                  .changed = now};
    api.database.run([&](soci::session& sql) {
        purgeDrafts(sql, now);
        if (countDrafts(sql, filing.owner) >= draftsPerOwner) {
            throw Refused(429, "filing.too_many_drafts", {}, {{"limit", draftsPerOwner}});
        }
        filing.number = nextReceipt(sql, dateInChina(now));
        insert(sql, filing);
    });
    return http::reply(201, {{"filing", filing.id},
                             {"number", filing.number},
                             {"nonce", filing.nonce},
                             {"form", toJson(filing.form)},
                             {"facts", known}});
}

Answer show(const Api& api, const Request& request)
{
    return http::reply(200, api.database.run([&](soci::session& sql) {
        return record(sql, require(sql, request.parameters[0], *request.caller));
    }));
}

std::unique_ptr<http::BodySink> upload(const Api& api, const Request& request)
{
    const std::string& id = request.parameters[0];
    const Filing filing = api.database.run([&](soci::session& sql) {
        demandDraft(sql, id);
        return require(sql, id, *request.caller);
    });
    const form::Item* item = api.forms.of(filing.business).definition->material(request.parameters[1]);
    if (!item) {
        throw Refused(404, "material.unknown_item");
    }
    const std::string& name = request.query.at("name");
    materials::demandName(name);
    return std::make_unique<materials::Upload>(api.database, id, *item, name, request.contentLength);
}

/// Only whoever may submit has a body of this size taken into memory.
void demandOwn(const Api& api, const Request& request)
{
    api.database.run([&](soci::session& sql) { require(sql, request.parameters[0], *request.caller); });
}

Answer submit(const Api& api, const Request& request)
{
    const auto receipt = api.submissions.submit(*request.caller, request.parameters[0], request.body);
    log::info("submission", {{"correlation", request.correlation},
                             {"filing", request.parameters[0]},
                             {"receipt", receipt.number},
                             {"repeated", receipt.repeated}});
    return http::reply(receipt.repeated ? 200 : 201,
                       {{"receipt", receipt.number}, {"acceptedAt", timestamp(receipt.acceptedAt)}});
}

} // namespace

void addRoutes(http::Router& router, const Api& api)
{
    router.add({"GET", "/api/v1/forms/{business}", anybody, {}, 0, {}, [&api](const Request& request) {
                    return http::replyText(200, api.forms.of(request.parameters[0]).text);
                }});
    router.add({"POST",
                "/api/v1/filings",
                enterprises,
                {"application/json"},
                http::jsonBytes,
                {},
                [&api](const Request& request) { return begin(api, request); }});
    router.add({"GET", "/api/v1/filings/{filing}", enterprises, {}, 0, {}, [&api](const Request& request) {
                    return show(api, request);
                }});
    router.add({"PUT",
                "/api/v1/filings/{filing}/materials/{item}",
                enterprises,
                {},
                0,
                {"name"},
                http::StreamHandler([&api](const Request& request) { return upload(api, request); })});
    router.add({"POST",
                "/api/v1/filings/{filing}/submission",
                enterprises,
                {"application/pkcs7-mime"},
                signedBytes,
                {},
                [&api](const Request& request) { return submit(api, request); },
                [&api](const Request& request) { demandOwn(api, request); }});
}

} // namespace ekey::portal::filings
