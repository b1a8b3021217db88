// The outbox as its delivery sees it. A mail is sent at least once: one that the mail server took and of which we do
// not know it, because the program was killed, is sent again.
#pragma once

#include "portal/clock.h"

#include <optional>
#include <string>

namespace soci {
class session;
}

namespace ekey::portal::notices {

inline constexpr Time firstDelay = 60;            ///< seconds after a try that failed; doubled each time
inline constexpr Time longestDelay = 6 * 60 * 60; ///< to this
inline constexpr Time givenUpAfter = 3 * 24 * 60 * 60;
inline constexpr Time keptFor = 30 * 24 * 60 * 60; ///< after it is ended, without its text: against a second mail

struct Queued {
    long long id = 0;
    std::string occasion;
    std::string to;
    std::string subject;
    std::string text;
    Time created = 0;
    int tries = 0; ///< the one that is about to be made included
};

/// Between the tries-th try and the next.
Time delayAfter(int tries);

/// The mail that has been due longest. It is marked as tried before it is: one that brings the program down is not
/// tried again at once.
std::optional<Queued> take(soci::session& sql, Time now);
/// When the next is due.
std::optional<Time> nextDue(soci::session& sql);

void markSent(soci::session& sql, long long id, Time now);
/// It is tried again when it is due, or given up when its three days are over: then true. `reason`: for whoever looks
/// into the database.
bool markFailed(soci::session& sql, const Queued& mail, const std::string& reason, Time now);
/// Its recipient is refused for good.
void giveUp(soci::session& sql, long long id, const std::string& reason, Time now);
/// As if it had not been taken.
void release(soci::session& sql, const Queued& mail, Time now);
/// Removes what is kept long enough.
void removeOld(soci::session& sql, Time now);

} // namespace ekey::portal::notices
