#include "portal/accounts/sessions.h"

#include "portal/refused.h"
#include "portal/storage/database.h"
#include "portal/storage/schema.h"
#include "portal/storage/sql.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>

namespace ekey::portal::accounts {
namespace {

const std::string address = "192.0.2.1";

class SessionsTest : public testing::Test {
protected:
    SessionsTest()
    {
        const std::string file = (folder / "portal.db").string();
        storage::createFile(file);
        database.emplace(file);
        storage::createSchema(*database, true);
        sessions.emplace(*database, [this] { return now; });
    }

    template <class Call>
    std::string codeOf(Call call)
    {
        try {
            call();
        } catch (const Refused& refused) {
            return refused.errors.at(0).code;
        }
        return "";
    }

    std::string logIn() { return sessions->begin("", enterprise.certificate()); }

    int rows()
    {
        return database->run([](soci::session& sql) {
            int count = 0;
            sql << "SELECT COUNT(*) FROM sessions", soci::into(count);
            return count;
        });
    }

    test::TempFolder folder;
    Time now = test::testTime;
    const test::Identity enterprise = test::Identity::authority({}).issue({.uscc = "91120000PDY00001X7"});
    std::optional<storage::Database> database;
    std::optional<Sessions> sessions;
};

TEST_F(SessionsTest, nonce_isGoodUpToItsLimitAndNotAtIt)
{
    const auto first = sessions->challenge("", address);
    now += nonceSeconds - 1;
    EXPECT_EQ(sessions->takeNonce(first.cookie), first.nonce);
    const auto second = sessions->challenge(first.cookie, address);
    EXPECT_EQ(second.cookie, "");
    now += nonceSeconds;
    EXPECT_EQ(codeOf([&] { sessions->takeNonce(first.cookie); }), "nonce.expired");
}

TEST_F(SessionsTest, nonce_isTakenOnce)
{
    const auto challenge = sessions->challenge("", address);
    sessions->takeNonce(challenge.cookie);
    EXPECT_EQ(codeOf([&] { sessions->takeNonce(challenge.cookie); }), "nonce.none");
}

TEST_F(SessionsTest, nonce_aNewOneVoidsTheOneBefore)
{
    const auto first = sessions->challenge("", address);
    const auto second = sessions->challenge(first.cookie, address);
    EXPECT_NE(first.nonce, second.nonce);
    EXPECT_EQ(sessions->takeNonce(first.cookie), second.nonce);
}

TEST_F(SessionsTest, challenge_aCookieThatNobodyGaveIsReplaced)
{
    const auto challenge = sessions->challenge("chosen by an attacker", address);
    EXPECT_EQ(challenge.cookie.size(), 2 * secretBytes);
    EXPECT_EQ(codeOf([&] { sessions->takeNonce("chosen by an attacker"); }), "nonce.none");
}

TEST_F(SessionsTest, session_endsWhenItIsIdleForTooLong)
{
    const std::string cookie = logIn();
    now += sessionIdleSeconds - 1;
    EXPECT_EQ(sessions->require(cookie).until, now + sessionIdleSeconds);
    now += sessionIdleSeconds;
    EXPECT_EQ(codeOf([&] { sessions->require(cookie); }), "session.expired");
}

TEST_F(SessionsTest, session_endsInAnyCaseAfterItsLongestTime)
{
    const std::string cookie = logIn();
    const Time end = now + sessionSeconds;
    while (now + sessionIdleSeconds / 2 < end) {
        now += sessionIdleSeconds / 2;
        ASSERT_EQ(codeOf([&] { sessions->require(cookie); }), "");
    }
    now = end - 1;
    EXPECT_EQ(codeOf([&] { sessions->require(cookie); }), "");
    now = end;
    EXPECT_EQ(codeOf([&] { sessions->require(cookie); }), "session.expired");
}

TEST_F(SessionsTest, session_useIsNotedFromItsLimitOn)
{
    const std::string cookie = logIn();
    const Time begun = now;
    now += sessionSeenSeconds - 1;
    EXPECT_EQ(sessions->require(cookie).until, begun + sessionIdleSeconds);
    now += 1;
    EXPECT_EQ(sessions->require(cookie).until, now + sessionIdleSeconds);
}

TEST_F(SessionsTest, session_beforeLogInIsNobody)
{
    const auto challenge = sessions->challenge("", address);
    EXPECT_EQ(codeOf([&] { sessions->require(challenge.cookie); }), "session.none");
    EXPECT_EQ(codeOf([&] { sessions->require(""); }), "session.none");
}

TEST_F(SessionsTest, begin_endsTheSessionBefore)
{
    const std::string first = logIn();
    const std::string second = sessions->begin(first, enterprise.certificate());
    EXPECT_EQ(codeOf([&] { sessions->require(first); }), "session.none");
    EXPECT_EQ(codeOf([&] { sessions->require(second); }), "");
}

TEST_F(SessionsTest, ended_onesAreToldForADayAndThenForgotten)
{
    const std::string cookie = logIn();
    now += sessionSeconds + sessionKeptSeconds - 1;
    sessions->challenge("", address);
    EXPECT_EQ(codeOf([&] { sessions->require(cookie); }), "session.expired");
    now += purgeSeconds;
    sessions->challenge("", address);
    EXPECT_EQ(codeOf([&] { sessions->require(cookie); }), "session.none");
}

TEST_F(SessionsTest, challenge_sessionsThatNobodyLoggedInToAreForgottenWhenIdle)
{
    sessions->challenge("", address);
    now += sessionIdleSeconds - 1;
    sessions->challenge("", address); // purges
    EXPECT_EQ(rows(), 2);
    now += purgeSeconds - 1;
    sessions->challenge("", address);
    EXPECT_EQ(rows(), 3);
    now += 1;
    sessions->challenge("", address);
    EXPECT_EQ(rows(), 3);
}

TEST_F(SessionsTest, challenge_keepsASessionThatAsksAgain)
{
    const auto first = sessions->challenge("", address);
    now += sessionIdleSeconds - 1;
    const auto second = sessions->challenge(first.cookie, address);
    now += purgeSeconds;
    sessions->challenge("", address);
    EXPECT_EQ(sessions->takeNonce(first.cookie), second.nonce);
}

TEST_F(SessionsTest, challenge_anonymousSessionsAtTheirLimitAndOnePast)
{
    const std::string cookie = logIn();
    const auto oldest = sessions->challenge("", address);
    now += 1;
    const auto next = sessions->challenge("", address);
    database->run([&](soci::session& sql) {
        const int missing = anonymousSessions - 2;
        sql << "INSERT INTO sessions (id, created, seen, nonce, nonce_until) WITH RECURSIVE n (i) AS (SELECT 1 UNION "
               "ALL SELECT i + 1 FROM n WHERE i < :m)"
               " SELECT 'filler ' || i, :c, :s, '', 0 FROM n",
            soci::use(missing), soci::use(now), soci::use(now);
    });
    EXPECT_EQ(rows(), 1 + anonymousSessions);
    sessions->challenge(next.cookie, address); // known: needs no room
    EXPECT_EQ(rows(), 1 + anonymousSessions);
    const auto past = sessions->challenge("", address);
    EXPECT_EQ(rows(), 1 + anonymousSessions);
    EXPECT_EQ(codeOf([&] { sessions->takeNonce(oldest.cookie); }), "nonce.none");
    EXPECT_EQ(codeOf([&] { sessions->takeNonce(next.cookie); }), "");
    EXPECT_EQ(sessions->takeNonce(past.cookie), past.nonce);
    EXPECT_EQ(codeOf([&] { sessions->require(cookie); }), "");
}

TEST_F(SessionsTest, challenge_readsNoWholeTable)
{
    const auto plan = [&](const std::string& statement) {
        return database->run([&](soci::session& sql) {
            int id = 0, parent = 0, unused = 0;
            std::string detail;
            sql << "EXPLAIN QUERY PLAN " + statement, soci::into(id), soci::into(parent), soci::into(unused),
                soci::into(detail);
            return detail;
        });
    };
    EXPECT_NE(plan("DELETE FROM sessions WHERE created <= 1").find("sessions_created"), std::string::npos);
    EXPECT_NE(plan("DELETE FROM sessions WHERE certificate IS NULL AND account IS NULL AND seen <= 1")
                  .find("sessions_anonymous"),
              std::string::npos);
    EXPECT_NE(
        plan("SELECT rowid FROM sessions WHERE certificate IS NULL AND account IS NULL ORDER BY seen DESC, rowid DESC")
            .find("sessions_anonymous"),
        std::string::npos);
    EXPECT_NE(plan("SELECT * FROM materials WHERE content = 1").find("materials_content"), std::string::npos);
}

TEST_F(SessionsTest, database_holdsNoCookie)
{
    const std::string cookie = logIn();
    database->run([&](soci::session& sql) {
        std::string id;
        sql << "SELECT id FROM sessions", soci::into(id);
        EXPECT_NE(id, cookie);
        EXPECT_EQ(id.size(), 64U);
    });
}

} // namespace
} // namespace ekey::portal::accounts
