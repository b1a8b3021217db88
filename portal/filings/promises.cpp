#include "portal/filings/promises.h"

#include "portal/calendar/years.h"

#include <stdexcept>

namespace ekey::portal::filings {

Promises byCalendar(soci::session& sql, const calendar::Published& published)
{
    return [days = calendar::workingDays(sql, published)](const std::string& day, int workingDays) -> Promise {
        const auto from = identifier::readIsoDay(day);
        if (!from) {
            throw std::invalid_argument("no day");
        }
        const auto to = days.addWorkingDays(*from, workingDays);
        return {identifier::iso(to), days.provisional(*from, to)};
    };
}

} // namespace ekey::portal::filings
