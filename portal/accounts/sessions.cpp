#include "portal/accounts/sessions.h"

#include "core/digest/digest.h"
#include "core/text/base64.h"
#include "core/text/utf8.h"
#include "portal/accounts/attempts.h"
#include "portal/accounts/random.h"
#include "portal/accounts/store.h"
#include "portal/certificates/renewable.h"
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
    std::string certificate; ///< empty unless a key was the log-in
    std::string account;     ///< empty unless a password was

    Time until() const { return std::min(created + sessionSeconds, seen + sessionIdleSeconds); }
};

std::optional<Row> find(soci::session& sql, const std::string& id)
{
    Row row;
    soci::blob certificate(sql);
    soci::indicator loggedIn = soci::i_null;
    soci::indicator byPassword = soci::i_null;
    sql << "SELECT created, seen, nonce, nonce_until, certificate, account FROM sessions WHERE id = :id",
        soci::into(row.created), soci::into(row.seen), soci::into(row.nonce), soci::into(row.nonceUntil),
        soci::into(certificate, loggedIn), soci::into(row.account, byPassword), soci::use(id);
    if (!sql.got_data()) {
        return std::nullopt;
    }
    if (loggedIn == soci::i_ok) {
        row.certificate = storage::text(certificate);
    }
    return row;
}

void insert(soci::session& sql, const std::string& id, Time now)
{
    sql << "INSERT INTO sessions (id, created, seen, nonce, nonce_until) VALUES (:id, :c, :s, '', 0)", soci::use(id),
        soci::use(now), soci::use(now);
}

void purgeSessions(soci::session& sql, Time now)
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

void insertOwned(soci::session& sql, const std::string& id, const std::string& owner, const Visitor& visitor, Time now)
{
    insert(sql, id, now);
    // A browser may say anything, in any bytes.
    const std::string agent = text::quoted(visitor.agent.substr(0, agentBytes), agentBytes);
    sql << "UPDATE sessions SET owner = :o, agent = :ag, address = :ad WHERE id = :id", soci::use(owner),
        soci::use(agent), soci::use(visitor.address), soci::use(id);
}

Caller callerOf(const signature::Certificate& certificate)
{
    Caller caller;
    caller.uscc = certificate.uscc();
    caller.enterprise = certificate.commonName();
    caller.email = certificate.email();
    caller.certificate = certificate;
    return caller;
}

Caller callerOf(const Account& account)
{
    Caller caller;
    caller.role = account.role;
    caller.account = account.id;
    caller.uscc = account.uscc;
    caller.enterprise = account.enterprise;
    caller.login = account.login;
    caller.email = account.email;
    return caller;
}

} // namespace

void Sessions::purge(soci::session& sql, Time now)
{
    if (now - purged_ >= purgeSeconds) {
        purgeSessions(sql, now);
        purged_ = now;
    }
}

Sessions::Challenge Sessions::challenge(const std::string& cookie, const std::string& address)
{
    const std::string fresh = randomHex(secretBytes);
    const std::string nonce = text::base64(randomBytes(secretBytes));
    const Time now = clock_();
    const bool known = database_.run([&](soci::session& sql) {
        purge(sql, now);
        std::string id = idOf(cookie);
        const auto row = find(sql, id);
        const bool alive = row && now < row->until();
        if (!alive) {
            if (const auto wait = countAttempt(sql, addressSubject("challenge", address), challengesOfAddress, now)) {
                refuseAttempt(*wait);
            }
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
    const std::string id = idOf(cookie);
    const std::string old = idOf(oldCookie);
    const Time now = clock_();
    database_.run([&](soci::session& sql) {
        purge(sql, now);
        erase(sql, old);
        insertOwned(sql, id, callerOf(certificate).owner(), visitor, now);
        soci::blob der(sql);
        storage::fill(der, certificate.der());
        sql << "UPDATE sessions SET certificate = :der WHERE id = :id", soci::use(der), soci::use(id);
    });
    return cookie;
}

std::string Sessions::begin(soci::session& sql, const std::string& oldCookie, const Account& account,
                            const Visitor& visitor)
{
    const std::string cookie = randomHex(secretBytes);
    const std::string id = idOf(cookie);
    const Time now = clock_();
    purge(sql, now);
    erase(sql, idOf(oldCookie));
    insertOwned(sql, id, callerOf(account).owner(), visitor, now);
    sql << "UPDATE sessions SET account = :a WHERE id = :id", soci::use(account.id), soci::use(id);
    return cookie;
}

Caller Sessions::require(const std::string& cookie)
{
    if (cookie.empty()) {
        throw Refused(status::unauthorized, "session.none");
    }
    const std::string id = idOf(cookie);
    const Time now = clock_();
    std::optional<Account> account;
    auto row = database_.run([&](soci::session& sql) {
        auto found = find(sql, id);
        if (found && !found->account.empty()) {
            account = findAccount(sql, found->account);
        }
        if (found && now < found->until() && now - found->seen >= sessionSeenSeconds) {
            sql << "UPDATE sessions SET seen = :s WHERE id = :id", soci::use(now), soci::use(id);
            found->seen = now;
        }
        return found;
    });
    if (!row || (row->certificate.empty() && !account)) {
        throw Refused(status::unauthorized, "session.none");
    }
    if (now >= row->until()) {
        throw Refused(status::unauthorized, "session.expired");
    }
    Caller caller = account ? callerOf(*account)
                            : callerOf(orRefuse(signature::Certificate::read(storage::bytesOf(row->certificate)),
                                                status::unauthorized));
    caller.session = id;
    caller.until = row->until();
    caller.expired = caller.certificate && certificates::hasExpired(*caller.certificate, now);
    return caller;
}

void Sessions::end(const std::string& cookie)
{
    const std::string id = idOf(cookie);
    database_.run([&id](soci::session& sql) { erase(sql, id); });
}

} // namespace ekey::portal::accounts
