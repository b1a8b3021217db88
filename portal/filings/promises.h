// Promised days (承诺办结日): counted in working days, whose calendar is another part's.
#pragma once

#include <functional>
#include <string>

namespace ekey::portal::filings {

struct Promise {
    std::string day;          ///< "2026-11-25"
    bool provisional = false; ///< the calendar of a year in it is not published
};

/// The working day that is `workingDays` after `day`, which itself does not count.
using Promises = std::function<Promise(const std::string& day, int workingDays)>;

/// By weekends alone, and so provisional.
Promise onWeekdays(const std::string& day, int workingDays);

} // namespace ekey::portal::filings
