#include "portal/filings/api.h"

#include "core/json/canonical.h"
#include "core/text/base64.h"
#include "portal/accounts/random.h"
#include "portal/filings/facts.h"
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
    const std::string business = in.choice("business", {"renewal"});
    http::demand(in);
    const auto session = api.accounts.require(request);
    const Time now = api.accounts.clock();
    const json::Value known = facts(session.certificate, now);
    const Filing filing{.id = accounts::randomHex(idBytes),
                        .business = business,
                        .state = "draft",
                        .session = session.id,
                        .uscc = session.certificate.uscc(),
                        .enterprise = session.certificate.commonName(),
                        .nonce = text::base64(accounts::randomBytes(accounts::secretBytes)),
                        .nonceUntil = now + filingNonceSeconds,
                        .form = {api.form->id, api.form->version, api.form->sm3},
                        .facts = json::canonical(known)};
    api.database.run([&](soci::session& sql) {
        purgeDrafts(sql, now);
        if (countDrafts(sql, filing.uscc, now) >= draftsPerEnterprise) {
            throw Refused(429, "filing.too_many_drafts", {}, {{"limit", draftsPerEnterprise}});
        }
        insert(sql, filing);
    });
    return http::reply(201,
                       {{"filing", filing.id},
                        {"nonce", filing.nonce},
                        {"form", {{"id", filing.form.id}, {"version", filing.form.version}, {"sm3", filing.form.sm3}}},
                        {"facts", known}});
}

Answer show(const Api& api, const Request& request)
{
    const auto session = api.accounts.require(request);
    return http::reply(200, api.database.run([&](soci::session& sql) {
        return record(sql, require(sql, request.parameters[0], session.certificate.uscc()));
    }));
}

std::unique_ptr<http::BodySink> upload(const Api& api, const Request& request)
{
    const auto session = api.accounts.require(request);
    const std::string& filing = request.parameters[0];
    api.database.run([&](soci::session& sql) {
        require(sql, filing, session.certificate.uscc());
        demandDraft(sql, filing);
    });
    const form::Item* item = api.form->material(request.parameters[1]);
    if (!item) {
        throw Refused(404, "material.unknown_item");
    }
    const std::string& name = request.query.at("name");
    materials::demandName(name);
    return std::make_unique<materials::Upload>(api.database, filing, *item, name, request.contentLength);
}

/// Only whoever may submit has a body of this size taken into memory.
void demandOwn(const Api& api, const Request& request)
{
    const auto session = api.accounts.require(request);
    api.database.run([&](soci::session& sql) { require(sql, request.parameters[0], session.certificate.uscc()); });
}

Answer submit(const Api& api, const Request& request)
{
    const auto session = api.accounts.require(request);
    const auto receipt = api.submissions.submit(session, request.parameters[0], request.body);
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
    router.add({"GET", "/api/v1/forms/renewal", {}, 0, {}, [&api](const Request&) {
                    return http::replyText(200, api.formText);
                }});
    router.add({"POST", "/api/v1/filings", "application/json", http::jsonBytes, {}, [&api](const Request& request) {
                    return begin(api, request);
                }});
    router.add(
        {"GET", "/api/v1/filings/{filing}", {}, 0, {}, [&api](const Request& request) { return show(api, request); }});
    router.add({"PUT",
                "/api/v1/filings/{filing}/materials/{item}",
                {},
                0,
                {"name"},
                http::StreamHandler([&api](const Request& request) { return upload(api, request); })});
    router.add({"POST",
                "/api/v1/filings/{filing}/submission",
                "application/pkcs7-mime",
                signedBytes,
                {},
                [&api](const Request& request) { return submit(api, request); },
                [&api](const Request& request) { demandOwn(api, request); }});
}

} // namespace ekey::portal::filings
