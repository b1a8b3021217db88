#include "tests/process/portal/portal_test.h"

namespace ekey::test {
namespace {

TEST_F(PortalTest, calendar_anybodySeesAYearAndWhetherItsNoticeHasCome)
{
    const auto known = client.get("/api/v1/calendar/2026");
    EXPECT_EQ(known.status, 200U);
    EXPECT_EQ(known.json().value("provisional", true), false);
    EXPECT_FALSE(known.header("etag").empty());
    const auto unknown = client.get("/api/v1/calendar/2099");
    EXPECT_EQ(unknown.json().value("provisional", false), true);
    EXPECT_NE(unknown.header("etag"), known.header("etag"));
    expectRefused(client.get("/api/v1/calendar/2019"), 404, "calendar.year");
}

TEST_F(PortalTest, calendar_onlyAnAdministratorReplacesAYear)
{
    const auto put = [&] { return client.send("PUT", "/api/v1/calendar/2027", "{}", "application/json"); };
    expectRefused(put(), 401, "session.none");
    EXPECT_EQ(login(client, enterprise).status, 200U);
    expectRefused(put(), 403, "session.role");
}

} // namespace
} // namespace ekey::test
