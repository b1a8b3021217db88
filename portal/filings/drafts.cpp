#include "portal/filings/drafts.h"

#include "core/form/session.h"
#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "core/text/base64.h"
#include "portal/accounts/random.h"
#include "portal/accounts/sessions.h"
#include "portal/filings/answered.h"
#include "portal/filings/businesses.h"
#include "portal/filings/facts.h"
#include "portal/filings/moves.h"
#include "portal/filings/receipt.h"
#include "portal/http/entity_tag.h"
#include "portal/http/json_body.h"
#include "portal/phones/codes.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"

namespace ekey::portal::filings {
namespace {

using http::Answer;
using http::Request;

constexpr std::size_t idBytes = 16;

/// A nonce of the caller's session, and what is known of the caller now.
void bind(soci::session& sql, const Api& api, const Caller& caller, Filing& filing, Time now)
{
    filing.session = caller.session;
    filing.nonce = text::base64(accounts::randomBytes(accounts::secretBytes));
    filing.nonceUntil = now + filingNonceSeconds;
    filing.facts =
        json::canonical(facts(*api.forms.of(filing.business).definition, caller, api.agencies,
                              countPendingKeys(sql, filing.owner), phones::provenMobile(sql, filing.id), now));
}

/// The draft as it is kept, and the form that it is of. Refused (422): what the form engine finds.
struct Read {
    std::string text;
    form::FormReference form;
};

Read readDraft(const Api& api, const Filing& filing, const std::string& body)
{
    const json::Value draft = orRefuse(json::read(body), status::badRequest);
    const auto& definition = api.forms.of(filing.business).definition;
    form::OpenedSession opened = form::Session::open(definition, readKept(filing.facts), &draft);
    if (!opened.session) {
        throw Refused(status::unprocessable, std::move(opened.errors));
    }
    const json::Value& form = draft.at("form");
    // Of an earlier version it is kept as it came: the renames are made whenever it is opened.
    const bool current = form == toJson(reference(*definition));
    return {json::canonical(draft), current ? reference(*definition) : filing.form};
}

} // namespace

Answer beginFiling(const Api& api, const Request& request)
{
    const auto body = http::readJson(request);
    json::Members in(body);
    const std::string business = in.choice("business", businessIds());
    http::demand(in);
    const Caller& caller = *request.caller;
    require(business, caller);
    const Once once(request);
    const Time now = api.clock();
    return api.database.run([&](soci::session& sql) {
        if (auto before = once.before(sql, now)) {
            return *std::move(before);
        }
        expire(sql, now);
        demandRoom(sql, caller, now);
        Filing filing;
        filing.id = accounts::randomHex(idBytes);
        filing.number = nextReceipt(sql, dateInChina(now));
        filing.business = business;
        filing.owner = caller.owner();
        filing.uscc = caller.uscc;
        filing.enterprise = caller.enterprise;
        filing.form = reference(*api.forms.of(business).definition);
        filing.created = filing.changed = now;
        bind(sql, api, caller, filing, now);
        begin(sql, filing);
        Answer answer = http::reply(201, {{"filing", filing.id},
                                          {"number", filing.number},
                                          {"nonce", filing.nonce},
                                          {"form", toJson(filing.form)},
                                          {"facts", readKept(filing.facts)}});
        once.keep(sql, answer.status, http::entityTag(filing.version), *answer.body, now);
        return http::withTag(answer, filing.version);
    });
}

Answer putDraft(const Api& api, const Request& request)
{
    const std::string& id = request.parameters[0];
    const Caller& caller = *request.caller;
    const Time now = api.clock();
    // Looked at once before the form engine has its work, and again when it is kept.
    const auto open = [&](soci::session& sql) {
        expire(sql, now);
        Filing filing = require(sql, id, caller);
        demandOpen(filing);
        http::demandMatch(request, filing.version);
        return filing;
    };
    const Read read = readDraft(api, api.database.run(open), request.body);
    return api.database.run([&](soci::session& sql) {
        Filing filing = open(sql);
        filing.draft = read.text;
        filing.form = read.form;
        keepDraft(sql, filing, now);
        Answer answer = http::reply(200, {{"changedAt", timestamp(filing.changed)}});
        return http::withTag(answer, filing.version);
    });
}

Answer renewNonce(const Api& api, const Request& request)
{
    http::demandEmptyObject(request);
    const Caller& caller = *request.caller;
    const Time now = api.clock();
    return api.database.run([&](soci::session& sql) {
        expire(sql, now);
        Filing filing = require(sql, request.parameters[0], caller);
        demandOpen(filing);
        const std::string known = filing.facts;
        bind(sql, api, caller, filing, now);
        bindNonce(sql, filing, filing.facts != known);
        Answer answer = http::reply(
            200, {{"nonce", filing.nonce}, {"seconds", filingNonceSeconds}, {"facts", readKept(filing.facts)}});
        return http::withTag(answer, filing.version);
    });
}

} // namespace ekey::portal::filings
