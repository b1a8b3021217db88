#include "core/expression/calendar.h"

#include "core/json/canonical.h"
#include "core/json/members.h"

#include <algorithm>

namespace ekey::expression {
namespace {

constexpr std::size_t yearsMost = 100, daysMost = 5000;
constexpr int saturday = 6;

/// 1 for Monday to 7 for Sunday; 1 January 1970 was a Thursday.
int weekday(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7) + 1; }
bool isWeekend(std::int64_t day) { return weekday(day) >= saturday; }

template <class T>
void order(std::vector<T>& list)
{
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

template <class T>
bool contains(const std::vector<T>& ordered, T sought)
{
    return std::binary_search(ordered.begin(), ordered.end(), sought);
}

} // namespace

// Years are counted from 1 March of year 0, so that the leap day is the last of its year; 400 of them have 146,097
// days.
std::int64_t dayNumber(const Day& day)
{
    const std::int64_t year = day.year - (day.month <= 2 ? 1 : 0);
    const std::int64_t month = (day.month + 9) % 12; // March is 0
    const std::int64_t ofYear = (153 * month + 2) / 5 + day.day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + ofYear - 719468;
}

Day dayOf(std::int64_t number)
{
    const std::int64_t since = number + 719468; // since 1 March of year 0
    const std::int64_t era = (since >= 0 ? since : since - 146096) / 146097;
    const std::int64_t ofEra = since - era * 146097;
    const std::int64_t yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146096) / 365;
    const std::int64_t ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t march = (5 * ofYear + 2) / 153;
    const int month = static_cast<int>(march < 10 ? march + 3 : march - 9);
    return {static_cast<int>(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)), month,
            static_cast<int>(ofYear - (153 * march + 2) / 5 + 1)};
}

Day addMonths(const Day& day, std::int64_t months)
{
    const std::int64_t all = std::int64_t{day.year} * 12 + day.month - 1 + months;
    const std::int64_t year = (all >= 0 ? all : all - 11) / 12;
    const int month = static_cast<int>(all - year * 12) + 1;
    return {static_cast<int>(year), month, std::min(day.day, identifier::monthLength(static_cast<int>(year), month))};
}

Result<Calendar> Calendar::read(const json::Value& json, const std::string& pointer)
{
    Calendar calendar;
    json::Members in(json, pointer);
    const json::Value& published = in.array("years", yearsMost);
    const json::Value& off = in.array("holidays", daysMost);
    const json::Value& worked = in.array("workdays", daysMost);
    if (auto error = in.finish()) return *std::move(error);

    for (const json::Value& year : published) {
        if (!year.is_number_integer() || year < 1900 || year > 9999) {
            return Error{"calendar.day", in.at("years"), Severity::error, {{"found", json::canonical(year)}}};
        }
        calendar.years.push_back(year.get<int>());
    }
    order(calendar.years);
    const auto days = [](const json::Value& list, const std::string& where, std::vector<std::int64_t>& into) -> Status {
        for (const json::Value& entry : list) {
            const auto* text = entry.get_ptr<const std::string*>();
            const std::optional<Day> day = text ? identifier::readIsoDay(*text) : std::nullopt;
            if (!day) return Error{"calendar.day", where, Severity::error, {{"found", text ? *text : ""}}};
            into.push_back(dayNumber(*day));
        }
        order(into);
        return Success{};
    };
    if (const Status read = days(off, in.at("holidays"), calendar.holidays); !read) return read.error();
    if (const Status read = days(worked, in.at("workdays"), calendar.workdays); !read) return read.error();
    for (const std::int64_t day : calendar.workdays) {
        if (!isWeekend(day) || contains(calendar.holidays, day)) {
            return Error{"calendar.workday", in.at("workdays"), Severity::error, {{"found", iso(dayOf(day))}}};
        }
    }
    std::erase_if(calendar.holidays, isWeekend);
    return calendar;
}

bool Calendar::isPublished(int year) const { return contains(years, year); }

bool Calendar::works(std::int64_t day) const
{
    return isWeekend(day) ? contains(workdays, day) : !contains(holidays, day);
}

std::int64_t Calendar::between(std::int64_t from, std::int64_t to) const
{
    if (to < from) return -between(to, from);
    const auto inside = [from, to](const std::vector<std::int64_t>& days) {
        const auto first = std::upper_bound(days.begin(), days.end(), from);
        return std::upper_bound(first, days.end(), to) - first;
    };
    // Weekdays by whole weeks, then what the lists change.
    const std::int64_t weeks = (to - from) / 7;
    std::int64_t count = weeks * 5;
    for (std::int64_t day = from + weeks * 7 + 1; day <= to; ++day) {
        count += isWeekend(day) ? 0 : 1;
    }
    return count - inside(holidays) + inside(workdays);
}

std::int64_t Calendar::add(std::int64_t day, std::int64_t count) const
{
    const std::int64_t step = count < 0 ? -1 : 1;
    while (count != 0) {
        day += step;
        if (works(day)) count -= step;
    }
    return day;
}

} // namespace ekey::expression
