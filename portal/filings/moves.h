// A filing's moves (流转): each is one of the table of states, and is written down.
#pragma once

#include "portal/filings/store.h"

namespace ekey::portal::filings {

inline constexpr Time closedKeptSeconds = 90LL * 24 * 60 * 60; ///< of what was thrown away without a submission
inline constexpr int expiredAtOnce = 100;                      ///< the rest waits for the next look

struct Made {
    std::string state;
    Time at = 0;
    std::string by;
};

/// Stores a new filing in the state that the table begins with.
void begin(soci::session& sql, Filing& filing);
/// Raises its version; its nonce is void. `by`: a role, or byPortal. Refused (409): filing.move where the table has no
/// such move.
void move(soci::session& sql, Filing& filing, std::string_view to, std::string_view by, Time now);
std::vector<Made> history(soci::session& sql, const std::string& filing);

/// Takes answers, facts and files away from a filing that was never submitted.
void eraseContents(soci::session& sql, Filing& filing);
/// What nobody has touched for draftKeptSeconds expires; what was thrown away is forgotten after closedKeptSeconds.
void expire(soci::session& sql, Time now);

} // namespace ekey::portal::filings
