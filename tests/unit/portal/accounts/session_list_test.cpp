#include "portal/accounts/staff.h"
#include "tests/unit/portal/accounts/desk.h"

#include <gmock/gmock.h>

namespace ekey::portal::accounts {
namespace {

class SessionListTest : public Desk {
protected:
    std::string logIn(const std::string& name, const std::string& agent = "a browser")
    {
        auto asked = request(login(name, goodPassword));
        asked.fields["user-agent"] = agent;
        EXPECT_TRUE(refusals(logInWithPassword, asked).empty());
        return cookieOf(last);
    }
    json::Value list(const std::string& cookie)
    {
        EXPECT_TRUE(refusals(showSessions, asOf(cookie)).empty());
        return json::read(*last.body)->at("sessions");
    }
    std::vector<std::string> end(const std::string& cookie, const std::string& session)
    {
        auto asked = asOf(cookie);
        asked.parameters = {session};
        return refusals(endOneSession, asked);
    }
};

TEST_F(SessionListTest, list_isOfTheSameAccountOnlyLastUsedFirst)
{
    const std::string mine = activated(), theirs = activated("li.si@demonstration.example");
    const std::string first = logIn(mine);
    now += 1;
    const std::string second = logIn(mine, "another\xFF browser");
    logIn(theirs);
    const auto shown = list(first);
    ASSERT_EQ(shown.size(), 2U);
    EXPECT_EQ(shown[0]["current"], false);
    EXPECT_EQ(shown[0]["by"], "password");
    EXPECT_EQ(shown[0]["address"], address);
    EXPECT_EQ(shown[0]["createdAt"], timestamp(now));
    EXPECT_EQ(shown[1]["current"], true);
    EXPECT_EQ(shown[1]["agent"], "a browser");
    EXPECT_THAT(shown[0]["agent"].get<std::string>(), testing::StartsWith("another"));
}

TEST_F(SessionListTest, browser_isShownWholeUpToItsLimitAndThenCut)
{
    const std::string mine = activated();
    const std::string whole(agentBytes, 'a');
    const std::string session = logIn(mine, whole);
    EXPECT_EQ(list(session)[0]["agent"], whole);
    const std::string next = logIn(mine, whole + "b");
    for (const json::Value& shown : list(next)) {
        EXPECT_EQ(shown["agent"], whole);
    }
}

TEST_F(SessionListTest, list_leavesOutWhatHasEnded)
{
    const std::string mine = activated();
    logIn(mine);
    now += sessionIdleSeconds - 1;
    const std::string later = logIn(mine);
    EXPECT_EQ(list(later).size(), 2U);
    now += 1;
    EXPECT_EQ(list(later).size(), 1U);
}

TEST_F(SessionListTest, end_oneOfMineButNoneOfAnothers)
{
    const std::string mine = activated(), theirs = activated("li.si@demonstration.example");
    const std::string first = logIn(mine), second = logIn(mine), foreign = logIn(theirs);
    const std::string foreignId = asOf(foreign).caller->session;
    EXPECT_THAT(end(first, foreignId), testing::ElementsAre("session.unknown "));
    EXPECT_EQ(status, 404U);
    EXPECT_NO_THROW(asOf(foreign));
    EXPECT_TRUE(end(first, asOf(second).caller->session).empty());
    EXPECT_THROW(asOf(second), Refused);
    EXPECT_FALSE(end(first, "' OR 1=1 --").empty());
    EXPECT_NO_THROW(asOf(first));
}

TEST_F(SessionListTest, end_allOthersOfMine)
{
    const std::string mine = activated(), theirs = activated("li.si@demonstration.example");
    const std::string first = logIn(mine), second = logIn(mine), foreign = logIn(theirs);
    EXPECT_TRUE(refusals(endOtherSessions, asOf(first)).empty());
    EXPECT_NO_THROW(asOf(first));
    EXPECT_NO_THROW(asOf(foreign));
    EXPECT_THROW(asOf(second), Refused);
}

TEST_F(SessionListTest, logIn_takesNoCookieThatWasPlanted)
{
    const std::string mine = activated();
    auto asked = request(login(mine, goodPassword));
    const auto planted = sessions.challenge("", "192.0.2.1");
    asked.cookies = {"__Host-ekey_session=" + planted.cookie};
    EXPECT_TRUE(refusals(logInWithPassword, asked).empty());
    EXPECT_NE(cookieOf(last), asked.cookies[0]);
    EXPECT_THROW(asOf(asked.cookies[0]), Refused);
    EXPECT_EQ(rows("sessions"), 1);
}

TEST_F(SessionListTest, staff_accountIsActivatedByItsLinkAndLogsInWithoutACode)
{
    const NewStaff officer{"officer", "li.guan", "李关", "li.guan@agency.example"};
    const std::string path = addStaff(*database, officer, now);
    EXPECT_THAT(path, testing::StartsWith("/activate#"));
    EXPECT_THAT(addStaff(*database, officer, now), testing::Ne(path)); // the link was lost
    EXPECT_EQ(choose(path.substr(path.find('#') + 1)), "account_token.unknown");
    const std::string again = addStaff(*database, officer, now);
    EXPECT_EQ(choose(again.substr(again.find('#') + 1)), "");
    auto body = login("li.guan", goodPassword);
    EXPECT_EQ(code(logInWithPassword, body), "login.failed");
    body["uscc"] = "";
    EXPECT_EQ(code(logInWithPassword, body), "");
    EXPECT_EQ(json::read(*last.body)->at("role"), "officer");
    const std::string cookie = cookieOf(last);
    EXPECT_THROW(addStaff(*database, officer, now), Refused);
    EXPECT_THAT(describeAccounts(*database, ""),
                testing::ElementsAre("officer\tli.guan\t李关\tli.guan@agency.example\t" + dateInChina(now)));
    removeAccountNamed(*database, "", "li.guan");
    EXPECT_THROW(asOf(cookie), Refused);
    EXPECT_THROW(removeAccountNamed(*database, "", "li.guan"), Refused);
}

TEST_F(SessionListTest, staff_linkEndsAtItsLimit)
{
    const std::string path = addStaff(*database, {"producer", "zhi.zuo", "志作", "zhi@producer.example"}, now);
    now += activationSeconds;
    EXPECT_EQ(choose(path.substr(path.find('#') + 1)), "account_token.expired");
}

} // namespace
} // namespace ekey::portal::accounts
