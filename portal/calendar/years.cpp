#include "portal/calendar/years.h"

#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

namespace ekey::portal::calendar {
namespace {

Year parse(int year, const std::string& text)
{
    const auto read = json::read(text);
    if (!read) {
        throw storage::StorageError("a year of the calendar is no JSON");
    }
    return readYear(year, *read);
}

} // namespace

Year find(soci::session& sql, const Published& published, int year)
{
    std::string text;
    sql << "SELECT content FROM calendar_years WHERE year = :y", soci::use(year), soci::into(text);
    if (sql.got_data()) {
        return parse(year, text);
    }
    const auto known = published.find(year);
    return known == published.end() ? Year{.year = year, .holidays = {}, .workingWeekends = {}, .source = {}}
                                    : known->second;
}

void put(soci::session& sql, const Year& year, const std::string& account, Time now)
{
    const std::string text = json::canonical(content(year));
    sql << "INSERT INTO calendar_years (year, content, changed, account) VALUES (:y, :c, :t, :a) ON CONFLICT (year) DO"
           " UPDATE SET content = excluded.content, changed = excluded.changed, account = excluded.account",
        soci::use(year.year), soci::use(text), soci::use(now), soci::use(account);
}

WorkingDays workingDays(soci::session& sql, const Published& published)
{
    Published years = published;
    const soci::rowset<soci::row> rows = (sql.prepare << "SELECT year, content FROM calendar_years");
    for (const soci::row& row : rows) {
        const int year = row.get<int>(0);
        years[year] = parse(year, row.get<std::string>(1));
    }
    return WorkingDays(years);
}

} // namespace ekey::portal::calendar
