// How often something was tried: counted in the database, so that a restart forgives nobody.
#pragma once

#include "portal/accounts/limits.h"

#include <optional>
#include <string>

namespace soci {
class session;
}

namespace ekey::portal::accounts {

/// What is counted: `kind` and what it is about, unreadable in the database.
std::string attemptSubject(const std::string& kind, const std::string& about);
/// A client's network address. IPv6 is counted by /64: that much belongs to one subscriber (RFC 6177).
std::string addressSubject(const std::string& kind, const std::string& address);

/// Counts one attempt. Instead, where the rate is used up: the seconds to wait.
std::optional<Time> countAttempt(soci::session& sql, const std::string& subject, const Rate& rate, Time now);
/// One that turned out to be none is taken back.
void releaseAttempt(soci::session& sql, const std::string& subject);
void forgetAttempts(soci::session& sql, const std::string& subject);

/// Refuses (429): attempts.too_many {seconds}.
[[noreturn]] void refuseAttempt(Time seconds);

} // namespace ekey::portal::accounts
