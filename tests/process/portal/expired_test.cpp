// A key whose certificate has expired renews itself, and does nothing else.
#include "core/json/canonical.h"
#include "portal/certificates/renewable.h"
#include "tests/process/portal/filings_test_support.h"

namespace ekey::test {
namespace {

class ExpiredKey : public FilingsTest {
protected:
    Identity expiredFor(signature::Time seconds) const
    {
        const auto end = testTime - seconds;
        return issuing.issue({.uscc = validUscc, .notBefore = end - 365 * day, .notAfter = end});
    }

    const Identity expired = expiredFor(day);
};

TEST_F(ExpiredKey, login_isMarkedInTheSession)
{
    EXPECT_EQ(login(client, enterprise).json().at("certificate").at("expired"), false);
    ASSERT_EQ(login(client, expired).status, 200U);
    const auto session = client.get("/api/v1/session").json();
    EXPECT_EQ(session.at("certificate").at("expired"), true);
    EXPECT_EQ(session.at("enterprise").at("uscc"), validUscc);
}

TEST_F(ExpiredKey, login_isRefusedOnceItCannotBeRenewedAnyMore)
{
    // A minute on either side: the portal's clock runs on.
    const auto last = portal::certificates::renewableSeconds;
    EXPECT_EQ(login(client, expiredFor(last - 60)).status, 200U);
    const auto late = login(client, expiredFor(last + 1));
    expectRefused(late, 401, "certificate.not_renewable");
    EXPECT_EQ(late.json().at("errors").at(0).at("params").at("days"), portal::certificates::renewableDays);
}

TEST_F(ExpiredKey, login_provesAllThatAValidOneProves)
{
    const auto end = testTime - day;
    const Identity stranger = Identity::authority({.commonName = "别的根"}).issue({.uscc = validUscc, .notAfter = end});
    expectRefused(login(client, stranger), 401, "certificate.issuer_unknown");
    expectRefused(login(client, issuing.issue({.notAfter = end})), 401, "certificate.no_uscc");
    const std::string nonce = challenge(client);
    challenge(client);
    expectRefused(client.post("/api/v1/login", loginBody(expired, nonce)), 401, "token.signature");
}

TEST_F(ExpiredKey, renewal_isFiledSignedAndShown)
{
    ASSERT_EQ(login(client, expired).status, 200U);
    const Draft made = draft(client);
    EXPECT_EQ(made.facts.at("certificate").at("notAfter"), "2026-11-22");
    const auto accepted = submit(client, made.id, sign(made.submission, expired));
    ASSERT_EQ(accepted.status, 201U) << accepted.body;
    EXPECT_EQ(show(client, made.id).at("state"), "submitted");
    EXPECT_EQ(client.get("/api/v1/filings").json().at("filings").size(), 1U);
}

TEST_F(ExpiredKey, everythingElse_isRefused)
{
    HttpClient valid = byKey();
    const Begun other = begin(valid, "cancellation");
    HttpClient user = account("user1");
    const Begun ofAccount = begin(user, "reissue");
    ASSERT_EQ(login(client, expired).status, 200U);
    for (const char* business : {"additional", "reissue", "change", "unlock", "cancellation", "mobileAuthorisation"}) {
        expectCode(client.post("/api/v1/filings", json::canonical({{"business", business}})), 403,
                   "session.expired_certificate");
    }
    expectCode(client.get(at(other.id)), 403, "session.expired_certificate");
    expectCode(putDraft(client, other.id, json::canonical(draftOf(valid, other)), other.etag), 403,
               "session.expired_certificate");
    expectCode(client.post(at(other.id, "/nonce"), "{}"), 403, "session.expired_certificate");
    expectCode(client.get(at(ofAccount.id)), 404, "filing.unknown");
    expectCode(client.get("/api/v1/sessions"), 403, "session.expired_certificate");
    EXPECT_TRUE(client.get("/api/v1/filings").json().at("filings").empty());
    EXPECT_EQ(valid.get("/api/v1/filings").json().at("filings").size(), 2U);
    EXPECT_EQ(client.post("/api/v1/logout", "{}").status, 204U);
}

TEST_F(ExpiredKey, aCertificateThatExpiresWithinTheSession_goesOnWithItsRenewalAlone)
{
    const Identity ending = issuing.issue({.uscc = validUscc, .notAfter = testTime + 600});
    ASSERT_EQ(login(client, ending).status, 200U);
    const Draft made = draft(client);
    HttpClient page = client;
    restart(testTime + 660);
    follow(page);
    EXPECT_EQ(page.get("/api/v1/session").json().at("certificate").at("expired"), true);
    expectCode(page.post("/api/v1/filings", R"({"business":"cancellation"})"), 403, "session.expired_certificate");
    // The port, and so the origin, is another after the restart.
    const auto renewed = page.post(at(made.id, "/nonce"), "{}");
    ASSERT_EQ(renewed.status, 200U) << renewed.body;
    auto again = made.submission;
    again.audience = client.origin;
    again.nonce = renewed.text("nonce");
    EXPECT_EQ(submit(page, made.id, sign(again, ending)).status, 201U);
}

} // namespace
} // namespace ekey::test
