// Sessions (会话): who a cookie stands for. They are kept in the database, so that a restart logs nobody out.
#pragma once

#include "portal/caller.h"

#include <optional>
#include <string>

namespace soci {
class session;
}

namespace ekey::portal::storage {
class Database;
}

namespace ekey::portal::accounts {

struct Account;

inline constexpr std::size_t secretBytes = 32;      ///< of a cookie, and of a nonce
inline constexpr Time nonceSeconds = 300;           ///< a log-in nonce is good for less than this
inline constexpr Time sessionIdleSeconds = 30 * 60; ///< a session ends this long after its last use …
inline constexpr Time sessionSeconds = 8 * 60 * 60; ///< … and this long after its log-in in any case
inline constexpr Time sessionSeenSeconds = 60;      ///< its last use is noted at most this often, to spare the disk
inline constexpr Time sessionKeptSeconds = 24 * 60 * 60; ///< how long an ended one is told from one that never was
inline constexpr Time purgeSeconds = 60;                 ///< what is to be forgotten is removed at most this often
inline constexpr std::size_t agentBytes = 200;           ///< of a User-Agent that are kept
inline constexpr int anonymousSessions = 10'000; ///< before log-in; a challenge past that costs the oldest its nonce

/// Who logs in, and from where, as the list of sessions shows it.
struct Visitor {
    std::string agent;   ///< User-Agent, at most agentBytes of it
    std::string address; ///< the client's
};

class Sessions {
public:
    Sessions(storage::Database& database, Clock clock) : database_(database), clock_(std::move(clock)) {}

    struct Challenge {
        std::string nonce;  ///< base64 of 32 random bytes
        std::string cookie; ///< a new cookie's value; empty where the request brought one that is known
    };
    /// A nonce bound to the cookie's session, whose use this is; an earlier one of that session is void. `address`: the
    /// client's. Refused (429): attempts.too_many {seconds}.
    Challenge challenge(const std::string& cookie, const std::string& address);

    /// The session's nonce, which is used up by this. Refused (401): nonce.none, nonce.expired.
    std::string takeNonce(const std::string& cookie);

    /// Ends the cookie's session and begins one for the certificate's enterprise, under a new cookie, so that a cookie
    /// planted before log-in is worth nothing after it. Returns the new cookie's value.
    std::string begin(const std::string& oldCookie, const signature::Certificate& certificate,
                      const Visitor& visitor = {});
    /// The same for an account whose password was right, within a job of the caller's.
    std::string begin(soci::session& sql, const std::string& oldCookie, const Account& account, const Visitor& visitor);

    /// Whose session it is; notes its use. Refused (401): session.none, session.expired.
    Caller require(const std::string& cookie);

    void end(const std::string& cookie);

private:
    void purge(soci::session& sql, Time now);

    storage::Database& database_;
    Clock clock_;
    Time purged_ = 0; ///< touched on the database's thread only
};

} // namespace ekey::portal::accounts
