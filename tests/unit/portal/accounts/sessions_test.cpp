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
    const auto first = sessions->challenge("");
    now += nonceSeconds - 1;
    EXPECT_EQ(sessions->takeNonce(first.cookie), first.nonce);
    const auto second = sessions->challenge(first.cookie);
    EXPECT_EQ(second.cookie, "");
    now += nonceSeconds;
    EXPECT_EQ(codeOf([&] { sessions->takeNonce(first.cookie); }), "nonce.expired");
}

TEST_F(SessionsTest, nonce_isTakenOnce)
{
    const auto challenge = sessions->challenge("");
    sessions->takeNonce(challenge.cookie);
    EXPECT_EQ(codeOf([&] { sessions->takeNonce(challenge.cookie); }), "nonce.none");
}

TEST_F(SessionsTest, nonce_aNewOneVoidsTheOneBefore)
{
    const auto first = sessions->challenge("");
    const auto second = sessions->challenge(first.cookie);
    EXPECT_NE(first.nonce, second.nonce);
    EXPECT_EQ(sessions->takeNonce(first.cookie), second.nonce);
}

TEST_F(SessionsTest, challenge_aCookieThatNobodyGaveIsReplaced)
{
    const auto challenge = sessions->challenge("chosen by an attacker");
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
    const auto challenge = sessions->challenge("");
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
    sessions->challenge("");
    EXPECT_EQ(codeOf([&] { sessions->require(cookie); }), "session.expired");
    now += 1;
    sessions->challenge("");
    EXPECT_EQ(codeOf([&] { sessions->require(cookie); }), "session.none");
}

TEST_F(SessionsTest, challenge_sessionsThatNobodyLoggedInToAreForgottenWhenIdle)
{
    sessions->challenge("");
    now += sessionIdleSeconds - 1;
    sessions->challenge("");
    EXPECT_EQ(rows(), 2);
    now += 1;
    sessions->challenge("");
    EXPECT_EQ(rows(), 2);
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
