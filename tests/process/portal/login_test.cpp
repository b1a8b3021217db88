// Log-ins that must fail, and what a cookie is worth.
#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "tests/process/portal/portal_test.h"

namespace ekey::test {
namespace {

class PortalLogin : public PortalTest {
protected:
    void expectNobody() { EXPECT_EQ(client.get("/api/v1/session").code(), "session.none"); }
};

TEST_F(PortalLogin, replayedTokenIsRefused)
{
    const std::string body = loginBody(enterprise, challenge(client));
    ASSERT_EQ(client.post("/api/v1/login", body).status, 200U);
    expectRefused(client.post("/api/v1/login", body), 401, "nonce.none");
}

TEST_F(PortalLogin, aFailedAttemptUsesItsNonceUp)
{
    const std::string nonce = challenge(client);
    const Identity stranger = Identity::authority({.commonName = "别的根"}).issue({.uscc = validUscc});
    expectRefused(client.post("/api/v1/login", loginBody(stranger, nonce)), 401, "certificate.issuer_unknown");
    expectRefused(client.post("/api/v1/login", loginBody(enterprise, nonce)), 401, "nonce.none");
    expectNobody();
}

TEST_F(PortalLogin, staleNonceIsRefused)
{
    const std::string nonce = challenge(client);
    restart(testTime + 302);
    expectRefused(client.post("/api/v1/login", loginBody(enterprise, nonce)), 401, "nonce.expired");
    expectNobody();
}

TEST_F(PortalLogin, aNonceOfAnotherSessionIsRefused)
{
    HttpClient other = newClient();
    const std::string nonce = challenge(other);
    challenge(client);
    expectRefused(client.post("/api/v1/login", loginBody(enterprise, nonce)), 401, "token.signature");
    client.cookies.clear();
    expectRefused(client.post("/api/v1/login", loginBody(enterprise, nonce)), 401, "nonce.none");
}

TEST_F(PortalLogin, aTokenForAnotherOriginIsRefused)
{
    const std::string own = client.origin;
    const std::string nonce = challenge(client);
    client.origin = "https://portal.example";
    const std::string body = loginBody(enterprise, nonce);
    client.origin = own;
    expectRefused(client.post("/api/v1/login", body), 401, "token.signature");
    expectNobody();
}

TEST_F(PortalLogin, certificateThatIsEarlyOrWithoutUsccIsRefused)
{
    expectRefused(login(client, issuing.issue({.uscc = validUscc, .notBefore = testTime + day})), 401,
                  "certificate.not_yet_valid");
    expectRefused(login(client, issuing.issue({})), 401, "certificate.no_uscc");
    expectRefused(login(client, issuing.issue({.uscc = "91120000PDY00001X8"})), 401, "certificate.no_uscc");
    expectNobody();
}

TEST_F(PortalLogin, tokenBodyIsReadStrictly)
{
    auto body = json::read(loginBody(enterprise, challenge(client)));
    ASSERT_TRUE(body);
    auto format = *body;
    format["token"]["format"] = "web-eid:9";
    expectRefused(client.post("/api/v1/login", json::canonical(format)), 401, "token.format");
    auto excess = *body;
    excess["token"]["more"] = 1;
    challenge(client);
    expectRefused(client.post("/api/v1/login", json::canonical(excess)), 401, "token.malformed");
    expectRefused(client.post("/api/v1/login", R"({"token":{},"x":1})"), 400, "member.unknown");
}

TEST_F(PortalLogin, aCookieFromBeforeIsWorthNothingAfter)
{
    challenge(client);
    HttpClient planter = client; // whoever planted this cookie still knows it
    ASSERT_EQ(login(client, enterprise).status, 200U);
    EXPECT_NE(client.cookies, planter.cookies);
    EXPECT_EQ(planter.get("/api/v1/session").code(), "session.none");
    EXPECT_EQ(client.get("/api/v1/session").status, 200U);
}

TEST_F(PortalLogin, sessionSurvivesARestartAndAForgedCookieIsNobody)
{
    login(client, enterprise);
    restart();
    EXPECT_EQ(client.get("/api/v1/session").status, 200U);
    client.cookies["ekey_session"].back() ^= 1;
    expectNobody();
}

TEST_F(PortalLogin, anAddressGetsSoManyNoncesAnHourAndNotOneMore)
{
    HttpClient known = newClient();
    challenge(known);
    for (int i = 1; i < 600; ++i) {
        HttpClient fresh = newClient();
        ASSERT_EQ(fresh.post("/api/v1/login/challenge", "{}").status, 200U) << i;
    }
    const auto refused = newClient().post("/api/v1/login/challenge", "{}");
    EXPECT_EQ(refused.status, 429U);
    EXPECT_EQ(refused.code(), "attempts.too_many");
    EXPECT_EQ(known.post("/api/v1/login/challenge", "{}").status, 200U) << "who has a cookie takes no room";
}

} // namespace
} // namespace ekey::test
