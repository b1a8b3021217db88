// Passwords set, changed, reset and guessed at.
#include "tests/unit/portal/accounts/desk.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>

namespace ekey::portal::accounts {
namespace {

using testing::HasSubstr;

class PasswordTest : public Desk {};

TEST_F(PasswordTest, set_aLinkServesOnceAndAWeakPasswordDoesNotUseIt)
{
    EXPECT_EQ(code(registerEnterprise, registration()), "");
    const std::string link = token();
    EXPECT_EQ(choose(link, "short"), "password.short");
    EXPECT_EQ(choose(link, "zhang.san is here"), "password.account");
    EXPECT_EQ(choose(link), "");
    EXPECT_EQ(choose(link, "eight yellow umbrellas"), "account_token.unknown");
    EXPECT_EQ(choose(""), "account_token.unknown");
    EXPECT_EQ(choose(tokenId(link)), "account_token.unknown"); // what the database holds opens nothing
}

TEST_F(PasswordTest, reset_endsSessionsAndEveryOtherLink)
{
    const std::string name = activated();
    EXPECT_EQ(code(logInWithPassword, login(name, goodPassword)), "");
    const std::string cookie = cookieOf(last);
    EXPECT_EQ(code(requestReset, reset(name)), "");
    const std::string first = token();
    EXPECT_EQ(code(requestReset, reset(name)), "");
    EXPECT_THAT(mail("text"), HasSubstr("https://portal.example/reset#"));
    EXPECT_EQ(choose(token(), "eight yellow umbrellas"), "");
    EXPECT_THROW(asOf(cookie), Refused);
    EXPECT_EQ(choose(first), "account_token.unknown");
    EXPECT_EQ(code(logInWithPassword, login(name, goodPassword)), "login.failed");
    EXPECT_EQ(code(logInWithPassword, login(name, "eight yellow umbrellas")), "");
}

TEST_F(PasswordTest, reset_linkUpToItsLimitAndNotAtIt)
{
    const std::string name = activated();
    EXPECT_EQ(code(requestReset, reset(name)), "");
    const std::string first = token();
    now += resetSeconds;
    EXPECT_EQ(choose(first), "account_token.expired");
    EXPECT_EQ(code(requestReset, reset(name)), "");
    now += resetSeconds - 1;
    EXPECT_EQ(choose(token()), "");
}

TEST_F(PasswordTest, reset_ofNobodyAnswersTheSameAndSendsNothing)
{
    EXPECT_EQ(code(requestReset, reset("nobody@demonstration.example")), "");
    EXPECT_EQ(last.status, 202U);
    EXPECT_EQ(*last.body, "{}");
    EXPECT_EQ(rows("outbox"), 0);
    EXPECT_EQ(code(registerEnterprise, registration()), "");
    EXPECT_EQ(code(requestReset, reset("zhang.san@demonstration.example")), ""); // not activated
    EXPECT_EQ(rows("outbox"), 1);
}

TEST_F(PasswordTest, reset_limitIsTheSameForNobody)
{
    const std::string name = activated();
    for (const std::string& each : {name, std::string("nobody@demonstration.example")}) {
        for (int i = 0; i < resetsOfAccount.count; ++i) {
            ASSERT_EQ(code(requestReset, reset(each)), "") << i;
        }
        EXPECT_EQ(code(requestReset, reset(each)), "attempts.too_many");
        EXPECT_EQ(status, 429U);
    }
    EXPECT_EQ(rows("outbox"), 1 + resetsOfAccount.count);
    // Nor do resets tell by what they leave of a registration's limit.
    for (int i = 1; i < mailsToAddress.count; ++i) {
        ASSERT_EQ(code(registerEnterprise, registration(name)), "");
    }
}

TEST_F(PasswordTest, reset_mailsToAnAddressAtTheirLimitAndOnePast)
{
    const std::string name = activated();
    EXPECT_EQ(code(registerEnterprise, mechanical(name)), "");
    EXPECT_EQ(choose(token()), "");
    const int before = rows("outbox");
    for (int i = 1; i < mailsToAddress.count; ++i) {
        ASSERT_EQ(code(requestReset, reset(name)), "");
    }
    EXPECT_EQ(code(requestReset, reset("jidian01")), "");
    EXPECT_EQ(rows("outbox"), before + mailsToAddress.count);
    EXPECT_EQ(code(requestReset, reset("jidian01")), "");
    EXPECT_EQ(rows("outbox"), before + mailsToAddress.count);
}

TEST_F(PasswordTest, reset_limitOfAClientsAddress)
{
    for (int i = 0; i < resetsOfAddress.count; ++i) {
        ASSERT_EQ(code(requestReset, reset("user" + std::to_string(i))), "");
    }
    EXPECT_EQ(code(requestReset, reset("one.more")), "attempts.too_many");
}

TEST_F(PasswordTest, logIn_guessesAtTheirLimitAndOnePastAlsoOfNobody)
{
    const std::string name = activated();
    for (const std::string& each : {name, std::string("nobody@demonstration.example")}) {
        for (int i = 0; i < failedLoginsOfAccount.count; ++i) {
            ASSERT_EQ(code(logInWithPassword, login(each, "a wrong password")), "login.failed");
            ASSERT_EQ(status, 401U);
        }
        EXPECT_EQ(code(logInWithPassword, login(each, goodPassword)), "attempts.too_many");
        EXPECT_EQ(status, 429U);
    }
    now += failedLoginsOfAccount.window;
    EXPECT_EQ(code(logInWithPassword, login(name, goodPassword)), "");
}

TEST_F(PasswordTest, logIn_aSuccessClearsWhatWasCounted)
{
    const std::string name = activated();
    for (int round = 0; round < 2; ++round) {
        for (int i = 1; i < failedLoginsOfAccount.count; ++i) {
            ASSERT_EQ(code(logInWithPassword, login(name, "a wrong password")), "login.failed");
        }
        ASSERT_EQ(code(logInWithPassword, login(name, goodPassword)), "");
    }
}

TEST_F(PasswordTest, logIn_guessesOfAClientsAddress)
{
    const std::string name = activated();
    ASSERT_EQ(code(logInWithPassword, login(name, goodPassword)), ""); // counts for nothing
    for (int i = 0; i < failedLoginsOfAddress.count; ++i) {
        ASSERT_EQ(code(logInWithPassword, login("user" + std::to_string(i), "a wrong password")), "login.failed");
    }
    EXPECT_EQ(code(logInWithPassword, login(name, goodPassword)), "attempts.too_many");
    address = "203.0.113.10";
    EXPECT_EQ(code(logInWithPassword, login(name, goodPassword)), "");
}

TEST_F(PasswordTest, logIn_aResetLiftsTheLock)
{
    const std::string name = activated();
    for (int i = 0; i < failedLoginsOfAccount.count; ++i) {
        code(logInWithPassword, login(name, "a wrong password"));
    }
    EXPECT_EQ(code(requestReset, reset(name)), "");
    EXPECT_EQ(choose(token(), "eight yellow umbrellas"), "");
    EXPECT_EQ(code(logInWithPassword, login(name, "eight yellow umbrellas")), "");
}

TEST_F(PasswordTest, logIn_hashesAnewWhatWasMadeWithOtherParameters)
{
    const std::string name = activated();
    PasswordHasher raised({5, 8, 1});
    const Api after{sessions, SessionCookie(origin), origin, trusted, clock, *database, raised, proofs};
    logInWithPassword(after, request(login(name, goodPassword)));
    EXPECT_EQ(rows("accounts WHERE password LIKE '$scrypt$ln=5,%'"), 1);
    EXPECT_EQ(rows("sessions"), 1);
    EXPECT_EQ(code(logInWithPassword, login(name, goodPassword)), "");
}

TEST_F(PasswordTest, change_endsTheOtherSessionsAndGuessesAreCounted)
{
    const std::string name = activated();
    EXPECT_EQ(code(logInWithPassword, login(name, goodPassword)), "");
    const std::string other = cookieOf(last);
    EXPECT_EQ(code(logInWithPassword, login(name, goodPassword)), "");
    const std::string own = cookieOf(last);
    const auto change = [&](const char* current, const char* fresh) {
        const auto codes = refusals(changePassword, asOf(own, {{"current", current}, {"password", fresh}}));
        return codes.empty() ? "" : codes.front();
    };
    EXPECT_EQ(change(goodPassword, "short"), "password.short /password");
    EXPECT_EQ(change(goodPassword, "eight yellow umbrellas"), "");
    EXPECT_THROW(asOf(other), Refused);
    for (int i = 0; i < failedLoginsOfAccount.count; ++i) {
        ASSERT_EQ(change(goodPassword, "nine purple umbrellas"), "password.current /current");
    }
    EXPECT_EQ(change("eight yellow umbrellas", "nine purple umbrellas"), "attempts.too_many ");
}

class PasswordTime : public Desk {
protected:
    PasswordTime() : Desk(ScryptCost{13, 8, 1}) {}

    double median(const std::string& name)
    {
        return median([&] { EXPECT_EQ(code(logInWithPassword, login(name, "a wrong password")), "login.failed"); });
    }
    static constexpr int tries = resetsOfAccount.count;

    double median(const std::function<void()>& attempt)
    {
        std::vector<double> times;
        for (int i = 0; i < tries; ++i) {
            const auto begun = std::chrono::steady_clock::now();
            attempt();
            times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
        }
        std::nth_element(times.begin(), times.begin() + tries / 2, times.end());
        return times[tries / 2];
    }
};

TEST_F(PasswordTime, logIn_takesAsLongForNobody)
{
    const double known = median(activated());
    const double unknown = median("nobody@demonstration.example");
    EXPECT_GT(unknown, known / 3);
    EXPECT_LT(unknown, known * 3);
}

// What an account adds to a reset is a row and a mail in the same transaction; the proof, solved beforehand here, and
// the disk take longer.
TEST_F(PasswordTime, reset_takesAsLongForNobody)
{
    const auto resets = [&](const std::string& name) {
        std::vector<http::Request> asked;
        for (int i = 0; i < tries; ++i)
            asked.push_back(request(reset(name)));
        std::size_t next = 0;
        return median([&] { EXPECT_TRUE(refusals(requestReset, asked[next++]).empty()); });
    };
    const double known = resets(activated());
    const double unknown = resets("nobody@demonstration.example");
    EXPECT_LT(known, 4 * unknown + 0.005);
    EXPECT_LT(unknown, 4 * known + 0.005);
}

TEST_F(PasswordTime, logIn_computesAHashForNobodyAndForWhatIsNotActivated)
{
    // The best of three: what else the machine does only makes an attempt longer.
    const auto shortest = [](auto attempt) {
        auto best = std::chrono::steady_clock::duration::max();
        for (int i = 0; i < 3; ++i) {
            const auto begun = std::chrono::steady_clock::now();
            attempt();
            best = std::min(best, std::chrono::steady_clock::now() - begun);
        }
        return best;
    };
    const auto attempt = [&](const std::string& name) {
        return [&, name] { EXPECT_EQ(code(logInWithPassword, login(name, "a wrong password")), "login.failed"); };
    };
    const auto once = shortest([&] { passwords.verify("a wrong password", passwords.decoy()); });
    EXPECT_EQ(code(registerEnterprise, registration()), "");
    EXPECT_GT(shortest(attempt("nobody@demonstration.example")), once / 3);
    EXPECT_GT(shortest(attempt("zhang.san@demonstration.example")), once / 3);
}

} // namespace
} // namespace ekey::portal::accounts
