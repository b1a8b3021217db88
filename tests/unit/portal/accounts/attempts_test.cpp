#include "portal/accounts/attempts.h"

#include "tests/unit/portal/accounts/accounts_database.h"

namespace ekey::portal::accounts {
namespace {

class AttemptsTest : public AccountsDatabase {
protected:
    std::optional<Time> count(const std::string& subject, const Rate& rate)
    {
        return database->run([&](soci::session& sql) { return countAttempt(sql, subject, rate, now); });
    }
};

TEST_F(AttemptsTest, count_atTheLimitAndOnePast)
{
    const Rate rate{3, 60};
    EXPECT_EQ(count("a", rate), std::nullopt);
    now += 10;
    EXPECT_EQ(count("a", rate), std::nullopt);
    EXPECT_EQ(count("a", rate), std::nullopt);
    EXPECT_EQ(count("a", rate), 50);
    EXPECT_EQ(count("b", rate), std::nullopt);
}

TEST_F(AttemptsTest, count_beginsAnewWhenTheWindowIsOverAndNotASecondBefore)
{
    const Rate rate{1, 60};
    count("a", rate);
    now += 59;
    EXPECT_EQ(count("a", rate), 1);
    now += 1;
    EXPECT_EQ(count("a", rate), std::nullopt);
    EXPECT_EQ(count("a", rate), 60);
}

TEST_F(AttemptsTest, release_takesOneBackAndForgetAll)
{
    const Rate rate{2, 60};
    count("a", rate);
    count("a", rate);
    database->run([](soci::session& sql) { releaseAttempt(sql, "a"); });
    EXPECT_EQ(count("a", rate), std::nullopt);
    EXPECT_NE(count("a", rate), std::nullopt);
    database->run([](soci::session& sql) { forgetAttempts(sql, "a"); });
    EXPECT_EQ(count("a", rate), std::nullopt);
    EXPECT_EQ(count("a", rate), std::nullopt);
    EXPECT_NE(count("a", rate), std::nullopt);
}

TEST_F(AttemptsTest, count_keepsNothingPastTheLongestWindow)
{
    count("old", {1, longestWindow});
    now += longestWindow;
    count("new", {1, longestWindow});
    EXPECT_EQ(rows("attempts"), 1);
}

TEST(AttemptSubject, anAddressOfIPv6IsCountedByItsNetwork)
{
    const auto subject = [](const char* address) { return addressSubject("login", address); };
    EXPECT_EQ(subject("2001:db8::1"), subject("2001:db8::ffff:1"));
    EXPECT_NE(subject("2001:db8::1"), subject("2001:db8:0:1::1"));
    EXPECT_NE(subject("192.0.2.1"), subject("192.0.2.2"));
    EXPECT_EQ(subject("192.0.2.1"), subject("::ffff:192.0.2.1"));
}

TEST(AttemptSubject, holdsNothingReadable)
{
    EXPECT_EQ(attemptSubject("mail", "user@portal.example").find("user"), std::string::npos);
    EXPECT_NE(attemptSubject("mail", "a"), attemptSubject("reset", "a"));
}

} // namespace
} // namespace ekey::portal::accounts
