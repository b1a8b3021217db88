#include "portal/calendar/api.h"

#include "portal/calendar/years.h"
#include "portal/http/entity_tag.h"
#include "portal/http/json_body.h"
#include "portal/http/limits.h"
#include "portal/log.h"
#include "portal/refused.h"
#include "portal/storage/database.h"

#include <charconv>

namespace ekey::portal::calendar {
namespace {

using http::Answer;
using http::Request;

constexpr const char* path = "/api/v1/calendar/{year}";

int yearOf(const Request& request)
{
    const std::string& text = request.parameters[0];
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (error != std::errc() || end != text.data() + text.size() || year < firstYear || year > lastYear) {
        throw Refused(404, "calendar.year", {}, {{"low", firstYear}, {"high", lastYear}});
    }
    return year;
}

Answer answer(const Year& year)
{
    const json::Value value = toJson(year);
    Answer made = http::reply(200, value);
    made.headers.emplace_back("ETag", http::entityTag(value));
    return made;
}

Answer show(const Api& api, const Request& request)
{
    const int year = yearOf(request);
    return answer(api.database.run([&](soci::session& sql) { return find(sql, api.published, year); }));
}

Answer replace(const Api& api, const Request& request)
{
    http::demandIfMatch(request);
    const Year fresh = readYear(yearOf(request), http::readJson(request));
    const Time now = api.clock();
    api.database.run([&](soci::session& sql) {
        http::demandMatch(request, http::entityTag(toJson(find(sql, api.published, fresh.year))));
        put(sql, fresh, request.caller->account, now);
    });
    log::info("calendar", {{"correlation", request.correlation},
                           {"year", fresh.year},
                           {"account", request.caller->account},
                           {"holidays", fresh.holidays.size()},
                           {"workingWeekends", fresh.workingWeekends.size()}});
    return answer(fresh);
}

} // namespace

void addRoutes(http::Router& router, const Api& api)
{
    router.add({"GET", path, anybody, {}, 0, {}, [&api](const Request& request) { return show(api, request); }});
    router.add({"PUT", path, administrators, {"application/json"}, http::jsonBytes, {}, [&api](const Request& request) {
                    return replace(api, request);
                }});
}

} // namespace ekey::portal::calendar
