#include "portal/calendar/published.h"

#include "core/json/members.h"
#include "core/json/reader.h"
#include "portal/refused.h"
#include "portal/status.h"

#include <fstream>
#include <optional>

namespace ekey::portal::calendar {
namespace {

std::optional<json::Value> readJson(const std::string& file)
{
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad()) {
        return std::nullopt;
    }
    auto read = json::read(text);
    return read ? std::optional(*std::move(read)) : std::nullopt;
}

/// The days of a year, as CalendarYear wants them.
json::Value ofYear(const json::Value& days, int year)
{
    json::Value list = json::Value::array();
    for (const json::Value& day : days) {
        const auto* text = day.get_ptr<const std::string*>();
        if (!text || text->starts_with(std::to_string(year) + "-")) {
            list.push_back(day);
        }
    }
    return list;
}

} // namespace

Published readPublished(const std::string& folder)
{
    constexpr std::size_t years = lastYear - firstYear + 1;
    const std::string file = folder + "/calendar.json";
    const auto broken = [&file] { return Refused(status::failed, "calendar.file", {}, {{"file", file}}); };
    const auto value = readJson(file);
    if (!value) {
        throw broken();
    }
    json::Members in(*value);
    in.optionalObject("note");
    const json::Value& list = in.array("years", years);
    const json::Value& holidays = in.array("holidays", years * holidaysMost);
    const json::Value& workdays = in.array("workdays", years * workingWeekendsMost);
    const json::Value& sources = in.object("source");
    if (in.finish()) {
        throw broken();
    }
    Published published;
    std::size_t days = 0;
    for (const json::Value& entry : list) {
        if (!entry.is_number_integer() || entry < firstYear || entry > lastYear) {
            throw broken();
        }
        const int year = entry.get<int>();
        const auto source = sources.find(std::to_string(year));
        if (source == sources.end()) {
            throw broken();
        }
        const json::Value body = {
            {"holidays", ofYear(holidays, year)}, {"workingWeekends", ofYear(workdays, year)}, {"source", *source}};
        const Year& read = published[year] = readYear(year, body);
        days += read.holidays.size() + read.workingWeekends.size();
    }
    if (days != holidays.size() + workdays.size()) {
        throw broken(); // a day of a year that is not listed
    }
    return published;
}

} // namespace ekey::portal::calendar
