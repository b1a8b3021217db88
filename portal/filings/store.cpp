#include "portal/filings/store.h"

#include "portal/refused.h"
#include "portal/storage/sql.h"

namespace ekey::portal::filings {

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
    Filing filing;
    long long version = 0;
    sql << "SELECT id, number, business, state, owner, uscc, enterprise, session, nonce, nonce_until, form_id,"
           " form_version, form_sm3, facts, draft, version, created, changed FROM filings WHERE id = :id",
        soci::into(filing.id), soci::into(filing.number), soci::into(filing.business), soci::into(filing.state),
        soci::into(filing.owner), soci::into(filing.uscc), soci::into(filing.enterprise), soci::into(filing.session),
        soci::into(filing.nonce), soci::into(filing.nonceUntil), soci::into(filing.form.id), soci::into(version),
        soci::into(filing.form.sm3), soci::into(filing.facts), soci::into(filing.draft), soci::into(filing.version),
        soci::into(filing.created), soci::into(filing.changed), soci::use(id);
    if (!sql.got_data()) {
        return std::nullopt;
    }
    filing.form.version = version;
    return filing;
}

Filing require(soci::session& sql, const std::string& id, const Caller& caller)
{
    auto filing = find(sql, id);
    if (!filing || filing->owner != caller.owner()) {
        throw Refused(404, "filing.unknown");
    }
    return *std::move(filing);
}

void demandDraft(soci::session& sql, const std::string& id)
{
    const auto filing = find(sql, id);
    if (!filing) {
        throw Refused(404, "filing.unknown");
    }
    if (filing->state != "draft") {
        throw Refused(409, "filing.submitted");
    }
}

int countDrafts(soci::session& sql, const std::string& owner)
{
    int count = 0;
    sql << "SELECT COUNT(*) FROM filings WHERE owner = :o AND state = 'draft'", soci::into(count), soci::use(owner);
    return count;
}

void purgeDrafts(soci::session& sql, Time now)
{
    const Time until = now - draftKeptSeconds;
    sql << "DELETE FROM materials WHERE filing IN (SELECT id FROM filings WHERE state = 'draft' AND changed <= :t)",
        soci::use(until);
    sql << "DELETE FROM filings WHERE state = 'draft' AND changed <= :t", soci::use(until);
}

std::optional<Accepted> findAccepted(soci::session& sql, const std::string& filing)
{
    Accepted found;
    sql << "SELECT receipt, accepted_at, body_sha256, content, digest, signer_serial, signer_issuer, signer_fingerprint"
           " FROM submissions WHERE filing = :f",
        soci::into(found.receipt), soci::into(found.acceptedAt), soci::into(found.bodySha256),
        soci::into(found.content), soci::into(found.digest), soci::into(found.signerSerial),
        soci::into(found.signerIssuer), soci::into(found.signerFingerprint), soci::use(filing);
    if (!sql.got_data()) {
        return std::nullopt;
    }
    return found;
}

void accept(soci::session& sql, const std::string& filing, const Accepted& accepted, const std::string& body)
{
    sql << "UPDATE filings SET state = 'submitted', nonce = '' WHERE id = :id", soci::use(filing);
    soci::blob evidence(sql);
    storage::fill(evidence, storage::bytesOf(body));
    sql << "INSERT INTO submissions (filing, receipt, accepted_at, body, body_sha256, content, digest, signer_serial,"
           " signer_issuer, signer_fingerprint) VALUES (:f, :r, :t, :b, :bs, :c, :d, :ss, :si, :sf)",
        soci::use(filing), soci::use(accepted.receipt), soci::use(accepted.acceptedAt), soci::use(evidence),
        soci::use(accepted.bodySha256), soci::use(accepted.content), soci::use(accepted.digest),
        soci::use(accepted.signerSerial), soci::use(accepted.signerIssuer), soci::use(accepted.signerFingerprint);
}

} // namespace ekey::portal::filings
