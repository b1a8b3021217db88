// Accounts through the real program: registered, activated by mail, logged in, and attacked.
#include "core/json/canonical.h"
#include "portal/accounts/limits.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"
#include "tests/process/portal/portal_test.h"
#include "tests/support/proof_of_work.h"

#include <gmock/gmock.h>

#include <atomic>
#include <regex>
#include <thread>

namespace ekey::test {
namespace {

namespace accounts = portal::accounts;

constexpr const char* zhang = "zhang.san@demonstration.example";
constexpr const char* li = "li.si@demonstration.example";
constexpr const char* password = "seven green umbrellas";
constexpr const char* otherPassword = "eight yellow umbrellas";
constexpr long memoryLimit = 100 << 10; // KiB

class PortalAccounts : public PortalTest {
protected:
    std::string proof() { return solveProof(client.get("/api/v1/proof").json()); }
    Response post(HttpClient& from, const std::string& path, const json::Value& body)
    {
        return from.post("/api/v1/" + path, json::canonical(body));
    }
    Response registerAs(const std::string& email)
    {
        return post(client, "registrations",
                    {{"uscc", validUscc},
                     {"enterprise", "天津演示进出口有限公司"},
                     {"licenceKind", "general"},
                     {"login", email},
                     {"userName", "张三"},
                     {"email", email},
                     {"mobile", "13800138000"},
                     {"language", "en"},
                     {"proof", proof()}});
    }
    Response reset(const std::string& login)
    {
        return post(client, "resets", {{"uscc", validUscc}, {"login", login}, {"proof", proof()}});
    }
    Response choose(const std::string& token, const std::string& chosen = password)
    {
        return post(client, "password", {{"token", token}, {"password", chosen}});
    }
    Response logIn(HttpClient& from, const std::string& login, const std::string& with = password,
                   const std::string& uscc = validUscc)
    {
        return post(from, "login/password", {{"uscc", uscc}, {"login", login}, {"password", with}});
    }
    std::string mail()
    {
        portal::storage::Database database((folder / "portal.db").string());
        return database.run([](soci::session& sql) {
            std::string text;
            sql << "SELECT text FROM outbox ORDER BY id DESC LIMIT 1", soci::into(text);
            return text;
        });
    }
    std::string token()
    {
        std::smatch found;
        const std::string text = mail();
        const bool linked =
            std::regex_search(text, found, std::regex("http://localhost:\\d+/(?:activate|reset)#(\\w+)"));
        EXPECT_TRUE(linked) << text;
        return linked ? found[1].str() : std::string();
    }
    void activate(const std::string& email)
    {
        ASSERT_EQ(registerAs(email).status, 202U);
        ASSERT_EQ(choose(token()).status, 204U);
    }
    HttpClient loggedIn(const std::string& email)
    {
        HttpClient fresh = newClient();
        EXPECT_EQ(logIn(fresh, email).status, 200U);
        return fresh;
    }
    int command(std::vector<std::string> arguments, const std::string& locale = "en_GB.UTF-8")
    {
        arguments.insert(arguments.begin(), "account");
        arguments.insert(arguments.end(), {"--database", (folder / "portal.db").string()});
        Process running(portalProgram, arguments,
                        Process::Options{.environment = {{"LC_ALL", locale}}, .output = folder / "out"});
        return running.wait().value_or(-1);
    }
    std::string said() const { return readFile(folder / "out"); }
    long peakMemory() const
    {
        std::smatch found;
        const std::string text = readFile("/proc/" + std::to_string(process->pid()) + "/status");
        return std::regex_search(text, found, std::regex("VmHWM:\\s+(\\d+) kB")) ? std::stol(found[1]) : -1;
    }
};

TEST_F(PortalAccounts, fromRegistrationToANewPassword)
{
    EXPECT_EQ(registerAs(zhang).body, "{}");
    const std::string link = token();
    EXPECT_THAT(mail(), testing::HasSubstr(client.origin + "/activate#" + link));
    EXPECT_EQ(logIn(client, zhang).code(), "login.failed");
    EXPECT_EQ(choose(link).status, 204U);

    const auto in = logIn(client, zhang);
    ASSERT_EQ(in.status, 200U) << in.body;
    EXPECT_EQ(in.json()["account"]["login"], zhang);
    EXPECT_EQ(in.json()["enterprise"]["uscc"], validUscc);
    EXPECT_EQ(client.get("/api/v1/session").json()["role"], "enterprise");

    HttpClient second = loggedIn(zhang);
    const auto shown = client.get("/api/v1/sessions").json()["sessions"];
    ASSERT_EQ(shown.size(), 2U);
    const auto changed =
        client.send("PUT", "/api/v1/password", json::canonical({{"current", password}, {"password", otherPassword}}),
                    "application/json");
    EXPECT_EQ(changed.status, 204U) << changed.body;
    EXPECT_EQ(second.get("/api/v1/session").code(), "session.none");
    EXPECT_EQ(client.get("/api/v1/session").status, 200U);

    EXPECT_EQ(reset(zhang).status, 202U);
    EXPECT_EQ(choose(token()).status, 204U);
    EXPECT_EQ(client.get("/api/v1/session").code(), "session.none");
    EXPECT_EQ(logIn(client, zhang, otherPassword).code(), "login.failed");
    EXPECT_EQ(logIn(client, zhang).status, 200U);
}

TEST_F(PortalAccounts, logAndDatabaseHoldNoSecret)
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

TEST_F(PortalAccounts, aLinkServesOnceAlsoWhenItIsUsedTwiceAtOnce)
{
    ASSERT_EQ(registerAs(zhang).status, 202U);
    const std::string link = token();
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            HttpClient own = newClient();
            done += post(own, "password", {{"token", link}, {"password", password}}).status == 204;
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(done, 1);
    EXPECT_EQ(count("accounts"), 1);
    EXPECT_EQ(choose(link).code(), "account_token.unknown");
}

TEST_F(PortalAccounts, aLinkOutlivesARestartButNotItsTime)
{
    ASSERT_EQ(registerAs(zhang).status, 202U);
    const std::string first = token();
    ASSERT_EQ(registerAs(li).status, 202U);
    const std::string second = token();
    restart(testTime + accounts::activationSeconds - 60);
    EXPECT_EQ(choose(first).status, 204U);
    restart(testTime + accounts::activationSeconds + 60);
    EXPECT_EQ(choose(second).code(), "account_token.expired");
    EXPECT_EQ(choose(second).pointer(), "/token");
}

TEST_F(PortalAccounts, guessingEndsAtTheLimitAndIsTheSameForNobody)
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

TEST_F(PortalAccounts, aPlantedCookieIsWorthNothingAfterTheLogIn)
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

TEST_F(PortalAccounts, anotherAccountOfTheSameEnterpriseSeesNeitherFilingsNorSessions)
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

TEST_F(PortalAccounts, anotherSiteCanNeitherRegisterNorEndSessions)
{
    activate(zhang);
    HttpClient in = loggedIn(zhang);
    in.origin = "https://evil.example";
    EXPECT_EQ(in.send("DELETE", "/api/v1/sessions", {}, {}).code(), "request.origin");
    EXPECT_EQ(logIn(in, zhang).code(), "request.origin");
    EXPECT_EQ(post(in, "registrations", json::Value::object()).code(), "request.origin");
}

TEST_F(PortalAccounts, aForwardedAddressIsBelievedFromANamedProxyOnly)
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

TEST_F(PortalAccounts, logInsAtOnceStayWithinTheMemory)
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

TEST_F(PortalAccounts, staffAreMadeListedAndRemovedFromTheShell)
{
    const std::vector<std::string> add{"add",
                                       "--role",
                                       "officer",
                                       "--login",
                                       "li.guan",
                                       "--name",
                                       "李关",
                                       "--email",
                                       "li.guan@agency.example",
                                       "--clock-offset=" + std::to_string(testTime - std::time(nullptr))};
    ASSERT_EQ(command(add), 0) << said();
    const std::string printed = said();
    ASSERT_EQ(printed.rfind("/activate#", 0), 0U) << printed;
    EXPECT_EQ(choose(printed.substr(10, 2 * accounts::tokenBytes)).status, 204U);
    EXPECT_EQ(logIn(client, "li.guan", password, "").json()["role"], "officer");
    EXPECT_EQ(client.get("/api/v1/session").json().contains("enterprise"), false);

    EXPECT_EQ(command(add), 1);
    EXPECT_THAT(said(), testing::HasSubstr("There is an account with the log-in name li.guan"));
    EXPECT_EQ(command(add, "zh_CN.UTF-8"), 1);
    EXPECT_THAT(said(), testing::HasSubstr("已有登录名为 li.guan 的账户"));
    ASSERT_EQ(command({"list"}), 0);
    EXPECT_THAT(said(), testing::HasSubstr("officer\tli.guan\t李关\tli.guan@agency.example\t"));
    EXPECT_NE(command({"add", "--role", "enterprise", "--login", "a", "--name", "b", "--email", "c@d.example"}), 0);
    ASSERT_EQ(command({"remove", "--login", "li.guan"}), 0);
    EXPECT_EQ(client.get("/api/v1/session").code(), "session.none");
    EXPECT_EQ(command({"remove", "--login", "li.guan"}), 1);
    EXPECT_THAT(said(), testing::HasSubstr("account.unknown:"));
}

} // namespace
} // namespace ekey::test
