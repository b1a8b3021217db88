// What bad submissions and log-ins get: a code, and nothing is stored.
#include "core/json/canonical.h"
#include "tests/process/portal/portal_test.h"
#include "tests/support/tcp_client.h"

namespace ekey::test {
namespace {

constexpr signature::Time minute = 60;

class PortalRefusals : public PortalTest {
protected:
    PortalRefusals() { EXPECT_EQ(login(client, enterprise).status, 200U); }

    Response submitSigned(const Draft& made) { return submit(client, made.id, sign(made.submission, enterprise)); }
};

TEST_F(PortalRefusals, submission_materialAlteredAfterSigning)
{
    const Draft made = draft(client);
    const std::string body = sign(made.submission, enterprise);
    ASSERT_EQ(upload(client, made.id, pdf(1001)).status, 200U);
    expectRefused(submit(client, made.id, body), 422, "submission.materials");
}

TEST_F(PortalRefusals, submission_manifestNamesOtherBytesThanArrived)
{
    for (const int what : {0, 1, 2, 3}) {
        Draft made = draft(client);
        auto& entry = made.submission.materials.at(0);
        std::string* const texts[] = {&entry.sm3, &entry.sha256, &entry.name};
        if (what < 3) {
            texts[what]->front() = texts[what]->front() == '0' ? '1' : '0';
        } else {
            ++entry.bytes;
        }
        if (what == 2) {
            entry.name = "另一份.pdf";
        }
        expectRefused(submitSigned(made), 422, "submission.materials");
    }
}

TEST_F(PortalRefusals, submission_materialThatNeverArrived)
{
    const Draft with = draft(client);
    Draft without = with;
    const auto begun = client.post("/api/v1/filings", R"({"business":"renewal"})");
    without.submission.filing = without.id = begun.text("filing");
    without.submission.nonce = begun.text("nonce");
    expectRefused(submitSigned(without), 422, "submission.materials");
}

TEST_F(PortalRefusals, submission_answerChangedAfterSigning)
{
    const Draft made = draft(client);
    std::string body = sign(made.submission, enterprise);
    const auto at = body.find("13800138000");
    ASSERT_NE(at, std::string::npos);
    body[at + 10] = '1';
    expectRefused(submit(client, made.id, body), 422, "signature.digest");
}

TEST_F(PortalRefusals, submission_signatureItselfChanged)
{
    const Draft made = draft(client);
    std::string body = sign(made.submission, enterprise);
    body.back() = static_cast<char>(body.back() ^ 1);
    expectRefused(submit(client, made.id, body), 422, "signature.wrong");
}

TEST_F(PortalRefusals, submission_answerThatBreaksARule)
{
    Draft made = draft(client);
    made.submission.answers["authorisedUser"]["mobile"] = "1380013800";
    const auto response = submitSigned(made);
    expectRefused(response, 422, "mobile.length");
    EXPECT_EQ(response.pointer(), "/authorisedUser/mobile");
}

TEST_F(PortalRefusals, submission_answerThatOnlyTheCertificateMayGive)
{
    Draft made = draft(client);
    made.submission.answers["enterprise"]["uscc"] = otherUscc;
    const auto response = submitSigned(made);
    expectRefused(response, 422, "answer.readonly");
    EXPECT_EQ(response.pointer(), "/enterprise/uscc");
}

TEST_F(PortalRefusals, submission_ofAnotherFiling)
{
    const Draft first = draft(client);
    const Draft second = draft(client);
    expectRefused(submit(client, second.id, sign(first.submission, enterprise)), 422, "submission.filing");
}

TEST_F(PortalRefusals, submission_forAnotherPortal)
{
    Draft made = draft(client);
    made.submission.audience = "https://portal.example";
    expectRefused(submitSigned(made), 422, "submission.audience");
}

TEST_F(PortalRefusals, submission_forAnotherForm)
{
    Draft made = draft(client);
    ++made.submission.form.version;
    const auto response = submitSigned(made);
    expectRefused(response, 422, "submission.form");
    const json::Value versions{{"expected", made.submission.form.version - 1}, {"found", made.submission.form.version}};
    EXPECT_EQ(response.json()["errors"][0]["params"], versions);
    made = draft(client);
    made.submission.form.sm3.front() = made.submission.form.sm3.front() == '0' ? '1' : '0';
    expectRefused(submitSigned(made), 422, "submission.form");
}

TEST_F(PortalRefusals, submission_withoutSignedAttributes)
{
    const Draft made = draft(client);
    expectRefused(submit(client, made.id, signWithoutAttributes(made.submission, enterprise)), 422,
                  "signature.no_attributes");
}

TEST_F(PortalRefusals, submission_ofAnotherAuthority)
{
    const Draft made = draft(client);
    const Identity stranger = Identity::authority({.commonName = "演示根"}).issue({.uscc = validUscc});
    expectRefused(submit(client, made.id, sign(made.submission, stranger)), 422, "certificate.issuer_unknown");
}

TEST_F(PortalRefusals, submission_byAnotherCertificateThanTheSessions)
{
    const Draft made = draft(client);
    const Identity second = issuing.issue({.uscc = validUscc});
    expectRefused(submit(client, made.id, sign(made.submission, second)), 422, "submission.signer");
}

TEST_F(PortalRefusals, submission_notCanonicalOrNotASubmission)
{
    const Draft made = draft(client);
    expectRefused(submit(client, made.id, ""), 422, "signature.malformed");
    expectRefused(submit(client, made.id, "nonsense"), 422, "signature.malformed");
    form::Submission odd = made.submission;
    odd.audience.clear();
    odd.filing = std::string(500, 'x');
    expectRefused(submit(client, made.id, sign(odd, enterprise)), 422, "submission.malformed");
}

TEST_F(PortalRefusals, submission_withAnotherFilingsNonce)
{
    const Draft first = draft(client);
    Draft second = draft(client);
    second.submission.nonce = first.nonce;
    expectRefused(submitSigned(second), 422, "submission.nonce");
}

TEST_F(PortalRefusals, submission_ofAFilingBegunInAnotherSession)
{
    const Draft made = draft(client);
    login(client, enterprise);
    expectRefused(submitSigned(made), 422, "submission.nonce");
}

TEST_F(PortalRefusals, submission_afterItsNonceRanOut)
{
    Draft made = draft(client);
    // The session is kept in use, so that only the filing's nonce grows old.
    for (const int minutes : {29, 58, 87, 116}) {
        restart(testTime + minutes * minute);
        ASSERT_EQ(client.get("/api/v1/session").status, 200U) << minutes;
    }
    restart(testTime + 121 * minute);
    made.submission.audience = client.origin;
    expectRefused(submitSigned(made), 422, "submission.nonce_expired");
}

TEST_F(PortalRefusals, submission_withoutSessionOrAfterItsEnd)
{
    const Draft made = draft(client);
    const std::string body = sign(made.submission, enterprise);
    HttpClient stranger = newClient();
    expectRefused(submit(stranger, made.id, body), 401, "session.none");
    restart(testTime + 31 * minute);
    expectRefused(submit(client, made.id, body), 401, "session.expired");
}

TEST_F(PortalRefusals, submission_isRefusedBeforeItsBodyArrives)
{
    const Draft made = draft(client);
    const auto statusOf = [this](const std::string& filing, const std::string& cookie) {
        TcpClient half(client.port);
        half.send("POST /api/v1/filings/" + filing + "/submission HTTP/1.1\r\nHost: x\r\nOrigin: " + client.origin +
                  "\r\nContent-Type: application/pkcs7-mime\r\nCookie: ekey_session=" + cookie +
                  "\r\nExpect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");
        return half.response().status;
    };
    const std::string own = client.cookies.at("ekey_session");
    EXPECT_EQ(statusOf(made.id, "nobody"), 401);
    EXPECT_EQ(statusOf("unknown", own), 404);
    EXPECT_EQ(statusOf(made.id, own), 100);
}

TEST_F(PortalRefusals, filing_ofAnotherEnterpriseDoesNotExist)
{
    const Draft made = draft(client);
    const Identity other = issuing.issue({.commonName = "另一企业", .uscc = otherUscc});
    HttpClient stranger = newClient();
    ASSERT_EQ(login(stranger, other).status, 200U);
    expectRefused(stranger.get("/api/v1/filings/" + made.id), 404, "filing.unknown");
    expectRefused(upload(stranger, made.id, pdf(3000)), 404, "filing.unknown");
    expectRefused(submit(stranger, made.id, sign(made.submission, other)), 404, "filing.unknown");
    EXPECT_EQ(count("materials WHERE bytes = 1000"), 1);
}

TEST_F(PortalRefusals, changes_withoutOurOrigin)
{
    const Draft made = draft(client);
    const std::string body = sign(made.submission, enterprise);
    const std::string own = client.origin;
    for (const std::string& origin :
         {std::string(), std::string("null"), std::string("https://evil.example"), own + "/"}) {
        client.origin = origin;
        expectRefused(submit(client, made.id, body), 403, "request.origin");
        expectRefused(upload(client, made.id, pdf()), 403, "request.origin");
        expectRefused(client.post("/api/v1/filings", R"({"business":"renewal"})"), 403, "request.origin");
    }
    EXPECT_EQ(count("filings"), 1);
}

TEST_F(PortalRefusals, filing_bodiesAreReadStrictly)
{
    expectRefused(client.post("/api/v1/filings", "{}"), 400, "member.missing");
    expectRefused(client.post("/api/v1/filings", R"({"business":"other"})"), 400, "member.choice");
    expectRefused(client.post("/api/v1/filings", R"({"business":"first"})"), 403, "business.needs_account");
    expectRefused(client.post("/api/v1/filings", R"({"business":"renewal","x":1})"), 400, "member.unknown");
    expectRefused(client.post("/api/v1/filings", R"({"business":"renewal","business":"renewal"})"), 400,
                  "json.duplicate_key");
    const auto array = client.post("/api/v1/filings", "[]");
    expectRefused(array, 400, "member.type");
    EXPECT_EQ(array.json()["errors"][0]["params"], (json::Value{{"expected", "object"}, {"member", ""}}));
    expectRefused(client.post("/api/v1/login", "[]"), 400, "member.type");
    expectRefused(client.post("/api/v1/login/challenge", "1"), 400, "member.type");
    expectRefused(client.send("POST", "/api/v1/filings", "{}", "text/plain"), 415, "request.content_type");
    EXPECT_EQ(count("filings"), 0);
}

TEST_F(PortalRefusals, drafts_atTheirLimitAndOnePast)
{
    for (int i = 0; i < 20; ++i) {
        ASSERT_EQ(client.post("/api/v1/filings", R"({"business":"renewal"})").status, 201U);
    }
    expectRefused(client.post("/api/v1/filings", R"({"business":"renewal"})"), 429, "filing.too_many_drafts");
}

} // namespace
} // namespace ekey::test
