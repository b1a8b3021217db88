// Accounts attacked: guesses, planted cookies, other accounts, other sites, many at once.
#include "core/json/canonical.h"
#include "portal/accounts/limits.h"
#include "tests/process/portal/accounts_test_support.h"

#include <gtest/gtest.h>

#include <atomic>
#include <regex>
#include <thread>

namespace ekey::test {
namespace {

namespace accounts = portal::accounts;

constexpr long memoryLimit = 100 << 10; // KiB

class PortalAccountsAttacked : public PortalAccounts {
protected:
    long peakMemory() const
    {
        std::smatch found;
        const std::string text = readFile("/proc/" + std::to_string(process->pid()) + "/status");
        return std::regex_search(text, found, std::regex("VmHWM:\\s+(\\d+) kB")) ? std::stol(found[1]) : -1;
    }
};

TEST_F(PortalAccountsAttacked, guessingEndsAtTheLimitAndIsTheSameForNobody)
{
    activate(zhang);
    for (const char* name : {zhang, "nobody@demonstration.example"}) {
        for (int i = 0; i < accounts::failedLoginsOfAccount.count; ++i) {
            ASSERT_EQ(logIn(client, name, otherPassword).code(), "login.failed");
        }
        const auto refused = logIn(client, name);
        EXPECT_EQ(refused.status, 429U);
        EXPECT_EQ(refused.code(), "attempts.too_many");
        const auto seconds = refused.json()["errors"][0]["params"]["seconds"].get<int>();
        EXPECT_EQ(refused.header("retry-after"), std::to_string(seconds));
        EXPECT_GT(seconds, 0);
        EXPECT_LE(seconds, accounts::failedLoginsOfAccount.window);
    }
}

TEST_F(PortalAccountsAttacked, aPlantedCookieIsWorthNothingAfterTheLogIn)
{
    activate(zhang);
    challenge(client);
    HttpClient planter = client;
    ASSERT_EQ(logIn(client, zhang).status, 200U);
    EXPECT_NE(client.cookies, planter.cookies);
    EXPECT_EQ(planter.get("/api/v1/session").code(), "session.none");
    planter.cookies.begin()->second = std::string(64, 'a'); // chosen by an attacker
    HttpClient fixed = planter;
    ASSERT_EQ(logIn(fixed, zhang).status, 200U);
    EXPECT_EQ(planter.get("/api/v1/session").code(), "session.none");
}

TEST_F(PortalAccountsAttacked, anotherAccountOfTheSameEnterpriseSeesNeitherFilingsNorSessions)
{
    activate(zhang);
    activate(li);
    HttpClient mine = loggedIn(zhang), theirs = loggedIn(li), key = newClient();
    ASSERT_EQ(login(key, enterprise).status, 200U);
    const auto begun = mine.post("/api/v1/filings", R"({"business":"first"})");
    ASSERT_EQ(begun.status, 201U) << begun.body;
    const std::string filing = begun.text("filing");
    EXPECT_EQ(mine.get("/api/v1/filings/" + filing).status, 200U);
    EXPECT_EQ(theirs.get("/api/v1/filings/" + filing).code(), "filing.unknown");
    // The enterprise itself, which the key proves, may read what accounts file in its name, and no more.
    EXPECT_EQ(key.get("/api/v1/filings/" + filing).json()["own"], false);
    EXPECT_EQ(key.post("/api/v1/filings/" + filing + "/nonce", "{}").code(), "filing.unknown");

    const auto sessions = mine.get("/api/v1/sessions").json()["sessions"];
    ASSERT_EQ(sessions.size(), 1U);
    const std::string path = "/api/v1/sessions/" + sessions[0]["id"].get<std::string>();
    EXPECT_EQ(theirs.send("DELETE", path, {}, {}).status, 404U);
    EXPECT_EQ(key.send("DELETE", path, {}, {}).code(), "session.unknown");
    EXPECT_EQ(key.get("/api/v1/sessions").json()["sessions"][0]["by"], "key");
    EXPECT_EQ(key.send("PUT", "/api/v1/password", R"({"current":"","password":""})", "application/json").code(),
              "password.by_key");
    EXPECT_EQ(theirs.send("DELETE", "/api/v1/sessions", {}, {}).status, 204U);
    EXPECT_EQ(mine.send("DELETE", path, {}, {}).status, 204U);
    EXPECT_EQ(mine.get("/api/v1/session").code(), "session.none");
}

TEST_F(PortalAccountsAttacked, anotherSiteCanNeitherRegisterNorEndSessions)
{
    activate(zhang);
    HttpClient in = loggedIn(zhang);
    in.origin = "https://evil.example";
    EXPECT_EQ(in.send("DELETE", "/api/v1/sessions", {}, {}).code(), "request.origin");
    EXPECT_EQ(logIn(in, zhang).code(), "request.origin");
    EXPECT_EQ(post(in, "registrations", json::Value::object()).code(), "request.origin");
}

TEST_F(PortalAccountsAttacked, aForwardedAddressIsBelievedFromANamedProxyOnly)
{
    activate(zhang);
    const auto address = [&] {
        HttpClient fresh = newClient();
        fresh.always["X-Forwarded-For"] = "198.51.100.1, 203.0.113.9";
        EXPECT_EQ(logIn(fresh, zhang).status, 200U);
        return fresh.get("/api/v1/sessions").json()["sessions"][0]["address"].get<std::string>();
    };
    EXPECT_EQ(address(), "127.0.0.1");
    options = {"--forwarded-by", "::1", "127.0.0.1"};
    restart(testTime + 60);
    EXPECT_EQ(address(), "203.0.113.9");
}

TEST_F(PortalAccountsAttacked, logInsAtOnceStayWithinTheMemory)
{
    activate(zhang);
    std::atomic<int> answered = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 12; ++i) {
        threads.emplace_back([&, i] {
            HttpClient own = newClient();
            const auto response = logIn(own, "user" + std::to_string(i));
            answered += response.code() == "login.failed" ||
                        (response.code() == "password.busy" && !response.header("retry-after").empty());
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(answered, 12);
    EXPECT_GT(peakMemory(), 0);
    EXPECT_LT(peakMemory(), memoryLimit);
}

TEST_F(PortalAccountsAttacked, logAndDatabaseHoldNoSecret)
{
    activate(zhang);
    const std::string link = token();
    HttpClient in = loggedIn(zhang);
    stop();
    const std::string log = readFile(folder / "portal.log");
    const std::string cookie = in.cookies.begin()->second;
    for (const std::string& secret : {link, std::string(password), cookie, std::string(zhang)}) {
        EXPECT_EQ(log.find(secret), std::string::npos) << secret;
    }
    const std::string kept = readFile(folder / "portal.db");
    EXPECT_EQ(kept.find(password), std::string::npos);
    EXPECT_EQ(kept.find(cookie), std::string::npos);
}

} // namespace
} // namespace ekey::test
