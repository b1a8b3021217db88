#include "tests/process/portal/accounts_test_support.h"

#include "core/json/canonical.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"
#include "tests/support/proof_of_work.h"

#include <regex>

namespace ekey::test {

std::string PortalAccounts::proof() { return solveProof(client.get("/api/v1/proof").json()); }

Response PortalAccounts::post(HttpClient& from, const std::string& path, const json::Value& body)
{
    return from.post("/api/v1/" + path, json::canonical(body));
}

Response PortalAccounts::registerAs(const std::string& email)
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

Response PortalAccounts::reset(const std::string& login)
{
    return post(client, "resets", {{"uscc", validUscc}, {"login", login}, {"proof", proof()}});
}

Response PortalAccounts::choose(const std::string& token, const std::string& chosen)
{
    return post(client, "password", {{"token", token}, {"password", chosen}});
}

Response PortalAccounts::logIn(HttpClient& from, const std::string& login, const std::string& with,
                               const std::string& uscc)
{
    return post(from, "login/password", {{"uscc", uscc}, {"login", login}, {"password", with}});
}

std::string PortalAccounts::mail()
{
    portal::storage::Database database((folder / "portal.db").string());
    return database.run([](soci::session& sql) {
        std::string text;
        sql << "SELECT text FROM outbox ORDER BY id DESC LIMIT 1", soci::into(text);
        return text;
    });
}

std::string PortalAccounts::token()
{
    std::smatch found;
    const std::string text = mail();
    const bool linked = std::regex_search(text, found, std::regex("http://localhost:\\d+/(?:activate|reset)#(\\w+)"));
    EXPECT_TRUE(linked) << text;
    return linked ? found[1].str() : std::string();
}

void PortalAccounts::activate(const std::string& email)
{
    ASSERT_EQ(registerAs(email).status, 202U);
    ASSERT_EQ(choose(token()).status, 204U);
}

HttpClient PortalAccounts::loggedIn(const std::string& email)
{
    HttpClient fresh = newClient();
    EXPECT_EQ(logIn(fresh, email).status, 200U);
    return fresh;
}

} // namespace ekey::test
