#include "portal/calendar/api.h"

#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "portal/calendar/years.h"
#include "portal/http/entity_tag.h"
#include "portal/http/service.h"
#include "portal/storage/database.h"
#include "portal/storage/schema.h"
#include "portal/storage/sql.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <optional>

namespace ekey::portal::calendar {
namespace {

constexpr const char* origin = "https://portal.example";
constexpr const char* source = "国务院办公厅关于2027年部分节假日安排的通知";

/// Requests go the way they go in the program, from the session's role on.
class CalendarApi : public testing::Test {
protected:
    CalendarApi()
    {
        test::writeFile(folder / "index.html", "<!doctype html>");
        files.emplace(folder.path().string());
        const std::string file = (folder / "portal.db").string();
        storage::createFile(file);
        database.emplace(file);
        storage::createSchema(*database, true);
        api.emplace(Api{*database, [] { return Time{1'800'000'000}; }, published});
        addRoutes(router, *api);
    }

    http::Answer send(const std::string& method, const std::string& year, const json::Value& body = {},
                      const std::string& ifMatch = {}, std::optional<Role> role = Role::administrator)
    {
        const http::Service service(router, *files, origin, [&](const http::Request&) {
            Caller caller;
            caller.role = role.value();
            caller.account = "a1";
            return caller;
        });
        http::Request request;
        request.method = method;
        request.path = "/api/v1/calendar/" + year;
        request.origins = {origin};
        request.contentType = "application/json";
        request.body = json::canonical(body);
        if (!ifMatch.empty()) request.fields["if-match"] = ifMatch;
        auto opened = service.open(request);
        if (auto* answer = std::get_if<http::Answer>(&opened)) return *answer;
        const http::Route& route = *std::get<const http::Route*>(opened);
        return service.answer(request, [&] {
            service.admit(request, route);
            return std::get<http::Handler>(route.handler)(request);
        });
    }

    static json::Value bodyOf(const http::Answer& answer) { return *json::read(*answer.body); }
    static std::string tagOf(const http::Answer& answer)
    {
        for (const auto& [name, value] : answer.headers) {
            if (name == "ETag") return value;
        }
        return {};
    }
    static std::string refusal(const http::Answer& answer)
    {
        return std::to_string(answer.status) + " " + (answer.codes.empty() ? "" : answer.codes.front());
    }
    static json::Value year2027()
    {
        return {{"holidays", {"2027-02-08", "2027-01-01"}}, {"workingWeekends", {"2027-01-09"}}, {"source", source}};
    }
    std::string tag(const std::string& year = "2027") { return tagOf(send("GET", year)); }

    test::TempFolder folder;
    const Published published = readPublished(EKEY_SOURCE_DIR "/forms");
    std::optional<storage::Database> database;
    std::optional<http::StaticFiles> files;
    std::optional<Api> api;
    http::Router router;
};

TEST_F(CalendarApi, get_aYearWithANotice)
{
    const auto answer = send("GET", "2026");
    ASSERT_EQ(answer.status, 200U);
    const auto year = bodyOf(answer);
    EXPECT_EQ(year["year"], 2026);
    EXPECT_EQ(year["holidays"].size(), 33U);
    EXPECT_EQ(year["workingWeekends"][0], "2026-01-04");
    EXPECT_EQ(year["provisional"], false);
    EXPECT_EQ(tagOf(answer).size(), 34U);
}

TEST_F(CalendarApi, get_aYearWithoutANoticeIsProvisional)
{
    const auto year = bodyOf(send("GET", "2027"));
    EXPECT_EQ(year["provisional"], true);
    EXPECT_TRUE(year["holidays"].empty());
    EXPECT_EQ(year["source"], "");
}

TEST_F(CalendarApi, get_yearsAtTheLimitsAndPastThem)
{
    EXPECT_EQ(send("GET", "2020").status, 200U);
    EXPECT_EQ(send("GET", "2100").status, 200U);
    for (const char* wrong : {"2019", "2101", "-1", "abc", "2026x", "99999999999"}) {
        EXPECT_EQ(refusal(send("GET", wrong)), "404 calendar.year") << wrong;
    }
}

TEST_F(CalendarApi, put_theYearIsReplacedInOrderAndCountsFromThenOn)
{
    const auto put = send("PUT", "2027", year2027(), tag());
    ASSERT_EQ(put.status, 200U) << *put.body;
    const auto got = send("GET", "2027");
    EXPECT_EQ(*got.body, *put.body);
    EXPECT_EQ(tagOf(got), tagOf(put));
    EXPECT_EQ(bodyOf(got)["holidays"], (json::Value{"2027-01-01", "2027-02-08"}));
    EXPECT_EQ(bodyOf(got)["provisional"], false);
    database->run([&](soci::session& sql) {
        const WorkingDays days = workingDays(sql, published);
        EXPECT_EQ(days.addWorkingDays({2026, 12, 31}, 1), (Day{2027, 1, 4}));
        EXPECT_TRUE(days.isWorkingDay({2027, 1, 9}));
        EXPECT_FALSE(days.provisional({2026, 12, 31}, {2027, 1, 4}));
    });
}

TEST_F(CalendarApi, put_aYearOfTheFileIsReplacedToo)
{
    const json::Value other = {
        {"holidays", {"2026-01-01"}}, {"workingWeekends", json::Value::array()}, {"source", "x"}};
    EXPECT_EQ(send("PUT", "2026", other, tag("2026")).status, 200U);
    EXPECT_EQ(bodyOf(send("GET", "2026"))["holidays"].size(), 1U);
}

TEST_F(CalendarApi, put_demandsTheTagOfWhatIsThere)
{
    EXPECT_EQ(refusal(send("PUT", "2027", year2027())), "428 request.if_match_missing");
    const std::string old = tag();
    EXPECT_EQ(send("PUT", "2027", year2027(), "\"other\", " + old).status, 200U);
    for (const std::string& wrong : {old, "W/" + tag(), std::string("x"), std::string("\"")}) {
        EXPECT_EQ(refusal(send("PUT", "2027", year2027(), wrong)), "412 request.if_match") << wrong;
    }
    EXPECT_EQ(send("PUT", "2027", year2027(), tag()).status, 200U);
}

TEST_F(CalendarApi, put_isTheAdministratorsAlone)
{
    for (const Role role : {Role::enterprise, Role::officer, Role::producer}) {
        EXPECT_EQ(refusal(send("PUT", "2027", year2027(), "*", role)), "403 session.role");
        EXPECT_EQ(send("GET", "2027", {}, {}, role).status, 200U);
    }
    EXPECT_EQ(bodyOf(send("GET", "2027"))["provisional"], true);
}

TEST_F(CalendarApi, put_aYearThatCannotBeIsRefusedWithThePlace)
{
    struct Case {
        const char* member;
        json::Value value;
        const char* refusal;
        const char* pointer;
    };
    const std::vector<Case> cases = {
        {"holidays", {"2027-01-01", "2026-01-01"}, "422 calendar.other_year", "/holidays/1"},
        {"holidays", {"2027-01-01", "2027-01-01"}, "422 calendar.twice", "/holidays/1"},
        {"holidays", {"2027-02-30"}, "422 calendar.day", "/holidays/0"},
        {"holidays", {20270101}, "422 calendar.day", "/holidays/0"},
        {"holidays", json::Value::array(), "422 calendar.no_holidays", "/holidays"},
        {"workingWeekends", {"2027-01-11"}, "422 calendar.workday", "/workingWeekends/0"}, // a Monday
        {"workingWeekends", {"2027-01-09", "2027-01-09"}, "422 calendar.twice", "/workingWeekends/1"},
        {"workingWeekends", {"2028-01-09"}, "422 calendar.other_year", "/workingWeekends/0"},
        {"source", "", "422 calendar.no_source", "/source"},
        {"source", " \n", "422 calendar.no_source", "/source"},
        {"source", std::string(sourceMost + 1, 'x'), "400 member.length", "/source"},
        {"holidays", "2027-01-01", "400 member.type", "/holidays"},
        {"more", 1, "400 member.unknown", "/more"},
    };
    for (const Case& each : cases) {
        auto body = year2027();
        body[each.member] = each.value;
        const auto answer = send("PUT", "2027", body, tag());
        EXPECT_EQ(refusal(answer), each.refusal) << json::canonical(body);
        EXPECT_EQ(bodyOf(answer)["errors"][0]["pointer"], each.pointer) << json::canonical(body);
    }
    auto both = year2027();
    both["holidays"] = {"2027-01-09"};
    EXPECT_EQ(refusal(send("PUT", "2027", both, tag())), "422 calendar.workday");
    EXPECT_EQ(bodyOf(send("GET", "2027"))["provisional"], true);
}

TEST_F(CalendarApi, put_listsAtTheirLimitsAndPastThem)
{
    const auto days = [](std::size_t count) {
        json::Value list = json::Value::array();
        for (std::int64_t day = expression::dayNumber({2027, 3, 1}); list.size() < count; ++day) {
            list.push_back(identifier::iso(expression::dayOf(day)));
        }
        return list;
    };
    const auto weekends = [](std::size_t count) {
        json::Value list = json::Value::array();
        for (std::int64_t day = expression::dayNumber({2027, 6, 5}); list.size() < count; day += 7) { // Saturdays
            list.push_back(identifier::iso(expression::dayOf(day)));
        }
        return list;
    };
    auto body = year2027();
    body["source"] = std::string(sourceMost, 'x');
    body["holidays"] = days(holidaysMost);
    body["workingWeekends"] = weekends(workingWeekendsMost);
    EXPECT_EQ(send("PUT", "2027", body, tag()).status, 200U);
    body["holidays"] = days(holidaysMost + 1);
    EXPECT_EQ(refusal(send("PUT", "2027", body, tag())), "400 member.length");
    body["holidays"] = days(holidaysMost);
    body["workingWeekends"] = weekends(workingWeekendsMost + 1);
    EXPECT_EQ(refusal(send("PUT", "2027", body, tag())), "400 member.length");
}

} // namespace
} // namespace ekey::portal::calendar
