#include "portal/filings/store.h"

#include "core/json/reader.h"
#include "portal/certificates/renewable.h"
#include "portal/filings/states.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/sql.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace ekey::portal::filings {
namespace {

/// Those filings; `bind` gives the statement what its condition asks for. `whole`: with facts and draft, which may be
/// large.
std::vector<Filing> select(soci::session& sql, bool whole, const std::string& where, const auto& bind)
{
    const std::string columns =
        "SELECT id, number, business, state, owner, uscc, enterprise, session, nonce, nonce_until,"
        " form_id, form_version, form_sm3, " +
        std::string(whole ? "facts, draft" : "'', ''") + ", version, created, changed FROM filings WHERE ";
    std::vector<Filing> found;
    Filing filing;
    long long version = 0;
    auto prepared =
        (sql.prepare << columns + where, soci::into(filing.id), soci::into(filing.number), soci::into(filing.business),
         soci::into(filing.state), soci::into(filing.owner), soci::into(filing.uscc), soci::into(filing.enterprise),
         soci::into(filing.session), soci::into(filing.nonce), soci::into(filing.nonceUntil),
         soci::into(filing.form.id), soci::into(version), soci::into(filing.form.sm3), soci::into(filing.facts),
         soci::into(filing.draft), soci::into(filing.version), soci::into(filing.created), soci::into(filing.changed));
    bind(prepared);
    soci::statement rows(prepared);
    rows.execute();
    while (rows.fetch()) {
        filing.form.version = version;
        found.push_back(filing);
    }
    return found;
}

/// Whose accounts' filings the caller may read: those of the enterprise that the key proves.
std::string accountsOf(const Caller& caller)
{
    return caller.certificate && !caller.expired ? caller.uscc : std::string();
}

/// With an expired certificate only renewals are at hand.
void demandReach(const Caller& caller, const Filing& filing)
{
    if (caller.expired && filing.business != certificates::renewal) {
        throw Refused(403, "session.expired_certificate");
    }
}

} // namespace

json::Value readKept(const std::string& text) { return orRefuse(json::read(text), status::failed); }

void insert(soci::session& sql, const Filing& filing)
{
    const long long version = filing.form.version;
    sql << "INSERT INTO filings (id, number, business, state, owner, uscc, enterprise, session, nonce, nonce_until,"
           " form_id, form_version, form_sm3, facts, draft, version, created, changed) VALUES (:id, :nr, :b, :st, :o, "
           ":u,"
           " :e, :se, :n, :nu, :fi, :fv, :fs, :fa, :d, :v, :cr, :ch)",
        soci::use(filing.id), soci::use(filing.number), soci::use(filing.business), soci::use(filing.state),
        soci::use(filing.owner), soci::use(filing.uscc), soci::use(filing.enterprise), soci::use(filing.session),
        soci::use(filing.nonce), soci::use(filing.nonceUntil), soci::use(filing.form.id), soci::use(version),
        soci::use(filing.form.sm3), soci::use(filing.facts), soci::use(filing.draft), soci::use(filing.version),
        soci::use(filing.created), soci::use(filing.changed);
}

std::optional<Filing> find(soci::session& sql, const std::string& id)
{
    auto found = select(sql, true, "id = :id", [&id](auto& statement) { statement, soci::use(id); });
    if (found.empty()) {
        return std::nullopt;
    }
    return std::move(found.front());
}

Filing require(soci::session& sql, const std::string& id, const Caller& caller)
{
    auto filing = find(sql, id);
    if (!filing || filing->owner != caller.owner()) {
        throw Refused(404, "filing.unknown");
    }
    demandReach(caller, *filing);
    return *std::move(filing);
}

Filing requireReadable(soci::session& sql, const std::string& id, const Caller& caller)
{
    auto filing = find(sql, id);
    const bool own = filing && filing->owner == caller.owner();
    const std::string uscc = accountsOf(caller);
    const bool ofItsAccounts = filing && !uscc.empty() && filing->uscc == uscc;
    if (!own && !ofItsAccounts) {
        throw Refused(404, "filing.unknown");
    }
    demandReach(caller, *filing);
    return *std::move(filing);
}

std::vector<Filing> list(soci::session& sql, const Caller& caller)
{
    const std::string owner = caller.owner();
    const std::string uscc = accountsOf(caller);
    const std::string only = caller.expired ? std::string(certificates::renewal) : std::string();
    int most = listedMost;
    auto found = select(
        sql, false, "owner = :o AND (:b = '' OR business = :same) ORDER BY changed DESC, number DESC LIMIT :m",
        [&](auto& statement) { statement, soci::use(owner), soci::use(only), soci::use(only), soci::use(most); });
    // Whoever registers with the enterprise's code cannot crowd its own out.
    most -= static_cast<int>(found.size());
    if (!uscc.empty() && most > 0) {
        auto others = select(sql, false, "uscc = :u AND owner <> :o ORDER BY changed DESC, number DESC LIMIT :m",
                             [&](auto& statement) { statement, soci::use(uscc), soci::use(owner), soci::use(most); });
        found.insert(found.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
    }
    std::sort(found.begin(), found.end(), [](const Filing& one, const Filing& other) {
        return std::tie(one.changed, one.number) > std::tie(other.changed, other.number);
    });
    return found;
}

void demandOpen(const Filing& filing)
{
    const auto& table = states();
    if (table.allows(filing.state, "submitted", toString(Role::enterprise), filing.business)) {
        return;
    }
    const bool closed = filing.state == "withdrawn" || filing.state == "expired";
    if (closed) {
        throw Refused(409, "filing.closed");
    }
    throw Refused(409, "filing.submitted");
}

void demandDraft(soci::session& sql, const std::string& id)
{
    const auto filing = find(sql, id);
    if (!filing) {
        throw Refused(404, "filing.unknown");
    }
    demandOpen(*filing);
}

void demandRoom(soci::session& sql, const Caller& caller, Time now)
{
    const std::string owner = caller.owner();
    int drafts = 0;
    sql << "SELECT COUNT(*) FROM filings WHERE owner = :o AND state = 'draft'", soci::into(drafts), soci::use(owner);
    if (drafts >= draftsPerOwner) {
        throw Refused(429, "filing.too_many_drafts", {}, {{"limit", draftsPerOwner}});
    }
    const Time since = now - begunSeconds;
    int begun = 0;
    sql << "SELECT COUNT(*) FROM filings WHERE owner = :o AND created > :c", soci::into(begun), soci::use(owner),
        soci::use(since);
    if (begun >= begunPerOwner) {
        throw Refused(429, "filing.too_many_today", {}, {{"limit", begunPerOwner}});
    }
}

void keepDraft(soci::session& sql, Filing& filing, Time now)
{
    ++filing.version;
    filing.changed = now;
    const long long form = filing.form.version;
    sql << "UPDATE filings SET draft = :d, form_version = :fv, form_sm3 = :fs, version = :v, changed = :c WHERE id = "
           ":id",
        soci::use(filing.draft), soci::use(form), soci::use(filing.form.sm3), soci::use(filing.version),
        soci::use(filing.changed), soci::use(filing.id);
}

void bindNonce(soci::session& sql, Filing& filing, bool factsChanged)
{
    filing.version += factsChanged ? 1 : 0;
    sql << "UPDATE filings SET session = :s, nonce = :n, nonce_until = :u, facts = :f, version = :v WHERE id = :id",
        soci::use(filing.session), soci::use(filing.nonce), soci::use(filing.nonceUntil), soci::use(filing.facts),
        soci::use(filing.version), soci::use(filing.id);
}

int countPendingKeys(soci::session& sql, const std::string& owner)
{
    int count = 0;
    sql << "SELECT COUNT(*) FROM filings WHERE owner = :o AND business IN ('first', 'additional')"
           " AND state IN ('submitted', 'pre_review', 'returned', 'rechecking', 'making', 'shipped_to_agency',"
           " 'at_agency', 'mailed_to_enterprise')",
        soci::into(count), soci::use(owner);
    return count;
}

std::optional<Accepted> findAccepted(soci::session& sql, const std::string& filing)
{
    Accepted found;
    sql << "SELECT receipt, accepted_at, body_sha256, content, digest, signer_serial, signer_issuer, signer_fingerprint"
           " FROM submissions WHERE filing = :f ORDER BY number DESC LIMIT 1",
        soci::into(found.receipt), soci::into(found.acceptedAt), soci::into(found.bodySha256),
        soci::into(found.content), soci::into(found.digest), soci::into(found.signerSerial),
        soci::into(found.signerIssuer), soci::into(found.signerFingerprint), soci::use(filing);
    if (!sql.got_data()) {
        return std::nullopt;
    }
    return found;
}

void keepAccepted(soci::session& sql, const std::string& filing, const Accepted& accepted, const std::string& body)
{
    soci::blob evidence(sql);
    storage::fill(evidence, storage::bytesOf(body));
    sql << "INSERT INTO submissions (filing, number, receipt, accepted_at, body, body_sha256, content, digest,"
           " signer_serial, signer_issuer, signer_fingerprint) SELECT :f, COUNT(*) + 1, :r, :t, :b, :bs, :c, :d, :ss, "
           ":si,"
           " :sf FROM submissions WHERE filing = :same",
        soci::use(filing), soci::use(accepted.receipt), soci::use(accepted.acceptedAt), soci::use(evidence),
        soci::use(accepted.bodySha256), soci::use(accepted.content), soci::use(accepted.digest),
        soci::use(accepted.signerSerial), soci::use(accepted.signerIssuer), soci::use(accepted.signerFingerprint),
        soci::use(filing);
}

} // namespace ekey::portal::filings
