// Promised days (承诺办结日): counted in working days by the calendar as it stands.
#pragma once

#include "portal/calendar/published.h"

#include <functional>
#include <string>

namespace soci {
class session;
}

namespace ekey::portal::filings {

struct Promise {
    std::string day;          ///< "2026-11-25"
    bool provisional = false; ///< the calendar of a year in it is not published
};

/// The working day that is `workingDays` after `day`, which itself does not count.
using Promises = std::function<Promise(const std::string& day, int workingDays)>;

/// For one job, as of its transaction.
Promises byCalendar(soci::session& sql, const calendar::Published& published);

} // namespace ekey::portal::filings
