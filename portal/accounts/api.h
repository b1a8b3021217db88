// The calls of protocol/portal.v1.openapi.json with the tag "accounts".
#pragma once

#include "core/signature/chain.h"
#include "portal/accounts/password_hash.h"
#include "portal/accounts/proof.h"
#include "portal/accounts/sessions.h"
#include "portal/http/router.h"

namespace ekey::portal::accounts {

/// The session's cookie under this origin: with the __Host- prefix and Secure where the origin is https (RFC 6265bis
/// §4.1.3).
class SessionCookie {
public:
    explicit SessionCookie(std::string_view origin);
    std::string read(const http::Request& request) const;
    void write(http::Answer& answer, const std::string& value) const;
    void clear(http::Answer& answer) const;

private:
    std::string name_;
    std::string attributes_;
};

struct Api {
    Sessions& sessions;
    SessionCookie cookie;
    std::string origin;
    signature::ChainMemory& trusted;
    Clock clock;
    storage::Database& database;
    PasswordHasher& passwords;
    const Proofs& proofs;

    /// Whose request it is. Refused (401): session.none, session.expired.
    Caller require(const http::Request& request) const { return sessions.require(cookie.read(request)); }
};

/// `api` must outlive the router.
void addRoutes(http::Router& router, const Api& api);

} // namespace ekey::portal::accounts
