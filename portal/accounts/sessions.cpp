#include "portal/accounts/sessions.h"

#include "core/digest/digest.h"
#include "core/text/base64.h"
#include "portal/accounts/random.h"
#include "portal/refused.h"
#include "portal/status.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

#include <algorithm>

namespace ekey::portal::accounts {
namespace {

/// Only the hash is stored: who reads the database cannot take a session over.
std::string idOf(const std::string& cookie) { return digest::hex(digest::sha256(cookie)); }

struct Row {
    Time created = 0;
    Time seen = 0;
    std::string nonce;
    Time nonceUntil = 0;
    std::string certificate; ///< of the key that logged in; empty where none did
    std::string account;     ///< likewise the id of the account

    Time until() const { return std::min(created + sessionSeconds, seen + sessionIdleSeconds); }
};

std::optional<Row> find(soci::session& sql, const std::string& id)
{
    Row row;
    soci::blob certificate(sql);
    soci::indicator byKey = soci::i_null;
    soci::indicator byAccount = soci::i_null;
    sql << "SELECT created, seen, nonce, nonce_until, certificate, account FROM sessions WHERE id = :id",
        soci::into(row.created), soci::into(row.seen), soci::into(row.nonce), soci::into(row.nonceUntil),
        soci::into(certificate, byKey), soci::into(row.account, byAccount), soci::use(id);
    if (!sql.got_data()) {
        return std::nullopt;
    }
    if (byKey == soci::i_ok) {
        row.certificate = storage::text(certificate);
    }
    if (byAccount != soci::i_ok) {
        row.account.clear();
    }
    return row;
}

/// Whose session it is, by the account that logged in.
Caller ofAccount(soci::session& sql, const std::string& id)
{
    Caller caller;
    std::string role;
    sql << "SELECT id, role, uscc, enterprise, login, email FROM accounts WHERE id = :id", soci::into(caller.account),
        soci::into(role), soci::into(caller.uscc), soci::into(caller.enterprise), soci::into(caller.login),
        soci::into(caller.email), soci::use(id);
    caller.role = roleOf(role);
    return caller;
}

Caller ofCertificate(const std::string& der)
{
    auto certificate = orRefuse(signature::Certificate::read(storage::bytesOf(der)), status::unauthorized);
    Caller caller;
    caller.uscc = certificate.uscc();
    caller.enterprise = certificate.commonName();
    caller.email = certificate.email();
    caller.certificate = std::move(certificate);
    return caller;
}

void insert(soci::session& sql, const std::string& id, Time now)
{
    sql << "INSERT INTO sessions (id, created, seen, nonce, nonce_until) VALUES (:id, :c, :s, '', 0)", soci::use(id),
        soci::use(now), soci::use(now);
}

void purge(soci::session& sql, Time now)
{
    const Time created = now - sessionSeconds - sessionKeptSeconds;
    const Time anonymous = now - sessionIdleSeconds;
    // Two statements, so that each can use its own index.
    sql << "DELETE FROM sessions WHERE created <= :c", soci::use(created);
    sql << "DELETE FROM sessions WHERE certificate IS NULL AND account IS NULL AND seen <= :s", soci::use(anonymous);
}

/// Anybody may ask for challenges without end; the oldest go rather than that others are refused.
void makeRoom(soci::session& sql)
{
    const int kept = anonymousSessions - 1;
    sql << "DELETE FROM sessions WHERE rowid IN (SELECT rowid FROM sessions WHERE certificate IS NULL AND account IS "
           "NULL"
           " ORDER BY seen DESC, rowid DESC LIMIT -1 OFFSET :k)",
        soci::use(kept);
}

void erase(soci::session& sql, const std::string& id) { sql << "DELETE FROM sessions WHERE id = :id", soci::use(id); }

} // namespace

Sessions::Challenge Sessions::challenge(const std::string& cookie)
{
    const std::string fresh = randomHex(secretBytes);
    const std::string nonce = text::base64(randomBytes(secretBytes));
    const Time now = clock_();
    const bool known = database_.run([&](soci::session& sql) {
        if (now - purged_ >= purgeSeconds) {
            purge(sql, now);
            purged_ = now;
        }
        std::string id = idOf(cookie);
        const auto row = find(sql, id);
        const bool alive = row && now < row->until();
        if (!alive) {
            id = idOf(fresh);
            makeRoom(sql);
            insert(sql, id, now);
        }
        const Time until = now + nonceSeconds;
        sql << "UPDATE sessions SET nonce = :n, nonce_until = :u, seen = :s WHERE id = :id", soci::use(nonce),
            soci::use(until), soci::use(now), soci::use(id);
        return alive;
    });
    return {nonce, known ? std::string() : fresh};
}

std::string Sessions::takeNonce(const std::string& cookie)
{
    const std::string id = idOf(cookie);
    const auto row = database_.run([&id](soci::session& sql) {
        const auto found = find(sql, id);
        sql << "UPDATE sessions SET nonce = '' WHERE id = :id", soci::use(id);
        return found;
    });
    if (!row || row->nonce.empty()) {
        throw Refused(status::unauthorized, "nonce.none");
    }
    if (clock_() >= row->nonceUntil) {
        throw Refused(status::unauthorized, "nonce.expired");
    }
    return row->nonce;
}

std::string Sessions::begin(const std::string& oldCookie, const signature::Certificate& certificate,
                            const Visitor& visitor)
{
    const std::string cookie = randomHex(secretBytes);
    const std::string owner = "enterprise:" + certificate.uscc();
    const std::string agent = visitor.agent.substr(0, agentBytes);
    const std::string id = idOf(cookie);
    const std::string old = idOf(oldCookie);
    const Time now = clock_();
    database_.run([&](soci::session& sql) {
        erase(sql, old);
        insert(sql, id, now);
        soci::blob der(sql);
        storage::fill(der, certificate.der());
        sql << "UPDATE sessions SET certificate = :der, owner = :o, agent = :ag, address = :ad WHERE id = :id",
            soci::use(der), soci::use(owner), soci::use(agent), soci::use(visitor.address), soci::use(id);
    });
    return cookie;
}

Caller Sessions::require(const std::string& cookie)
{
    if (cookie.empty()) {
        throw Refused(status::unauthorized, "session.none");
    }
    const std::string id = idOf(cookie);
    const Time now = clock_();
    std::optional<Row> row;
    Caller caller = database_.run([&](soci::session& sql) {
        row = find(sql, id);
        if (row && now < row->until() && now - row->seen >= sessionSeenSeconds) {
            sql << "UPDATE sessions SET seen = :s WHERE id = :id", soci::use(now), soci::use(id);
            row->seen = now;
        }
        return row && !row->account.empty() ? ofAccount(sql, row->account) : Caller();
    });
    if (!row || (row->certificate.empty() && row->account.empty())) {
        throw Refused(status::unauthorized, "session.none");
    }
    if (now >= row->until()) {
        throw Refused(status::unauthorized, "session.expired");
    }
    if (row->account.empty()) {
        caller = ofCertificate(row->certificate);
    }
    caller.session = id;
    caller.until = row->until();
    return caller;
}

void Sessions::end(const std::string& cookie)
{
    const std::string id = idOf(cookie);
    database_.run([&id](soci::session& sql) { erase(sql, id); });
}

} // namespace ekey::portal::accounts
