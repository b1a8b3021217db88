// Accounts through the real program: registered, activated by mail, logged in.
#include "core/json/canonical.h"
#include "portal/accounts/limits.h"
#include "tests/process/portal/accounts_test_support.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace ekey::test {
namespace {

namespace accounts = portal::accounts;

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

} // namespace
} // namespace ekey::test
