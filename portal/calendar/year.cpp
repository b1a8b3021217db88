#include "portal/calendar/year.h"

#include "core/expression/calendar.h"
#include "core/json/canonical.h"
#include "portal/http/json_body.h"
#include "portal/refused.h"
#include "portal/status.h"

#include <algorithm>
#include <set>

namespace ekey::portal::calendar {
namespace {

constexpr const char* holidaysAt = "/holidays";
constexpr const char* workingWeekendsAt = "/workingWeekends";

std::vector<Day> readDays(const json::Value& list, const std::string& pointer, Errors& errors)
{
    std::vector<Day> days;
    std::size_t index = 0;
    for (const json::Value& entry : list) {
        const auto* text = entry.get_ptr<const std::string*>();
        if (const auto day = text ? identifier::readIsoDay(*text) : std::nullopt) {
            days.push_back(*day);
        } else {
            errors.push_back({"calendar.day",
                              pointer + "/" + std::to_string(index),
                              Severity::error,
                              {{"found", text ? *text : json::canonical(entry)}}});
        }
        ++index;
    }
    return days;
}

json::Value isoDays(const std::vector<Day>& days)
{
    json::Value list = json::Value::array();
    for (const Day& day : days) {
        list.push_back(identifier::iso(day));
    }
    return list;
}

} // namespace

Errors check(const Year& year)
{
    Errors errors;
    std::set<Day> seen;
    const auto each = [&](const std::vector<Day>& days, const std::string& pointer, bool worked) {
        const std::set<Day> before = seen;
        for (std::size_t i = 0; i < days.size(); ++i) {
            const std::string at = pointer + "/" + std::to_string(i);
            const std::string found = identifier::iso(days[i]);
            const bool weekend = !expression::Calendar().works(expression::dayNumber(days[i]));
            if (days[i].year != year.year) {
                errors.push_back({"calendar.other_year", at, Severity::error, {{"found", found}, {"year", year.year}}});
            } else if (worked && (!weekend || before.contains(days[i]))) {
                errors.push_back({"calendar.workday", at, Severity::error, {{"found", found}}});
            } else if (!seen.insert(days[i]).second) {
                errors.push_back({"calendar.twice", at, Severity::error, {{"found", found}}});
            }
        }
    };
    each(year.holidays, holidaysAt, false);
    each(year.workingWeekends, workingWeekendsAt, true);
    if (year.holidays.empty()) {
        errors.push_back({"calendar.no_holidays", holidaysAt});
    }
    if (year.source.find_first_not_of(" \t\r\n") == std::string::npos) {
        errors.push_back({"calendar.no_source", "/source"});
    }
    return errors;
}

Year readYear(int year, const json::Value& body)
{
    json::Members in(body);
    const json::Value& holidays = in.array("holidays", holidaysMost);
    const json::Value& workingWeekends = in.array("workingWeekends", workingWeekendsMost);
    Year read{.year = year, .holidays = {}, .workingWeekends = {}, .source = in.text("source", sourceMost)};
    http::demand(in);
    Errors errors;
    read.holidays = readDays(holidays, holidaysAt, errors);
    read.workingWeekends = readDays(workingWeekends, workingWeekendsAt, errors);
    if (errors.empty()) {
        errors = check(read);
    }
    if (!errors.empty()) {
        throw Refused(status::unprocessable, std::move(errors));
    }
    std::sort(read.holidays.begin(), read.holidays.end());
    std::sort(read.workingWeekends.begin(), read.workingWeekends.end());
    return read;
}

json::Value content(const Year& year)
{
    return {{"holidays", isoDays(year.holidays)},
            {"workingWeekends", isoDays(year.workingWeekends)},
            {"source", year.source}};
}

json::Value toJson(const Year& year)
{
    json::Value value = content(year);
    value["year"] = year.year;
    value["provisional"] = year.provisional();
    return value;
}

} // namespace ekey::portal::calendar
