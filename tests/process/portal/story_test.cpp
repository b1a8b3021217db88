// The whole way: log in, file, upload, sign, submit, and find the record again.
#include "core/digest/digest.h"
#include "core/json/canonical.h"
#include "portal/filings/receipt.h"
#include "tests/process/portal/portal_test.h"

namespace ekey::test {
namespace {

class PortalStory : public PortalTest {};

TEST_F(PortalStory, portal_tellsItsOriginAndPurpose)
{
    const auto value = client.get("/api/v1/portal").json();
    EXPECT_EQ(value.at("origin"), client.origin);
    EXPECT_EQ(value.at("today"), "2026-11-23");
    EXPECT_EQ(value.at("demonstration"), true);
}

TEST_F(PortalStory, login_tellsWhoseSessionItIs)
{
    const auto response = login(client, enterprise);
    ASSERT_EQ(response.status, 200U) << response.body;
    const auto session = client.get("/api/v1/session").json();
    EXPECT_EQ(session.at("enterprise").at("uscc"), validUscc);
    EXPECT_EQ(session.at("certificate").at("serial"), enterprise.certificate().serial());
    EXPECT_GT(session.at("seconds").get<int>(), 1700);
    const std::string cookie = response.header("set-cookie");
    EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
    EXPECT_NE(cookie.find("SameSite=Strict"), std::string::npos);
}

TEST_F(PortalStory, logout_endsTheSession)
{
    login(client, enterprise);
    HttpClient thief = client;
    EXPECT_EQ(client.post("/api/v1/logout", "{}").status, 204U);
    EXPECT_EQ(thief.get("/api/v1/session").code(), "session.none");
}

TEST_F(PortalStory, form_isTheVeryFile)
{
    EXPECT_EQ(client.get("/api/v1/forms/renewal").body, readFile(EKEY_SOURCE_DIR "/forms/renewal.json"));
}

TEST_F(PortalStory, submission_isRecordedForGoodOnceTheReceiptHasLeft)
{
    ASSERT_EQ(login(client, enterprise).status, 200U);
    const Draft made = draft(client);
    const auto before = client.get("/api/v1/filings/" + made.id).json();
    EXPECT_EQ(before.at("state"), "draft");
    EXPECT_EQ(before.at("receipt"), nullptr);

    const std::string body = sign(made.submission, enterprise);
    const auto accepted = submit(client, made.id, body);
    kill(); // the moment the answer is here
    ASSERT_EQ(accepted.status, 201U) << accepted.body;
    const std::string receipt = accepted.text("receipt");
    EXPECT_TRUE(portal::filings::isReceipt(receipt)) << receipt;

    start();
    const auto record = client.get("/api/v1/filings/" + made.id).json();
    EXPECT_EQ(record.at("state"), "submitted");
    EXPECT_EQ(record.at("receipt"), receipt);
    EXPECT_EQ(record.at("acceptedAt"), accepted.json().at("acceptedAt"));
    EXPECT_EQ(record.at("answers"), made.submission.answers);
    EXPECT_EQ(record.at("materials").at(0), material::toJson(made.submission.materials.at(0)));
    EXPECT_EQ(record.at("signer").at("fingerprint"), enterprise.certificate().fingerprint());
    EXPECT_EQ(record.at("digest"), digest::hex(digest::sm3(form::canonical(made.submission))));
    EXPECT_EQ(count("submissions"), 1);
}

TEST_F(PortalStory, submission_sameBodyAgainGetsTheSameReceipt)
{
    login(client, enterprise);
    const Draft made = draft(client);
    const std::string body = sign(made.submission, enterprise);
    const auto first = submit(client, made.id, body);
    restart();
    const auto second = submit(client, made.id, body);
    EXPECT_EQ(first.status, 201U);
    EXPECT_EQ(second.status, 200U);
    EXPECT_EQ(first.body, second.body);
    // Also in a later session of the same enterprise.
    login(client, enterprise);
    EXPECT_EQ(submit(client, made.id, body).body, first.body);
    EXPECT_EQ(count("submissions"), 1);
}

TEST_F(PortalStory, submitted_takesNoOtherBodyAndNoMaterial)
{
    login(client, enterprise);
    const Draft made = draft(client);
    ASSERT_EQ(submit(client, made.id, sign(made.submission, enterprise)).status, 201U);
    const auto other = submit(client, made.id, sign(made.submission, enterprise)); // ECDSA: another signature each time
    EXPECT_EQ(other.status, 409U);
    EXPECT_EQ(other.code(), "filing.submitted");
    const auto material = upload(client, made.id, pdf(2000));
    EXPECT_EQ(material.status, 409U);
    EXPECT_EQ(material.code(), "filing.submitted");
    EXPECT_EQ(count("submissions"), 1);
    EXPECT_EQ(count("materials WHERE bytes = 1000"), 1);
}

TEST_F(PortalStory, receiptsCountUp)
{
    login(client, enterprise);
    const Draft first = draft(client);
    const Draft second = draft(client);
    EXPECT_EQ(submit(client, first.id, sign(first.submission, enterprise)).json().at("receipt"),
              portal::filings::receipt("2026-11-23", 1));
    EXPECT_EQ(submit(client, second.id, sign(second.submission, enterprise)).json().at("receipt"),
              portal::filings::receipt("2026-11-23", 2));
}

TEST_F(PortalStory, log_tellsCodesAndCorrelationButNoSecrets)
{
    const std::string nonce = challenge(client);
    client.post("/api/v1/login", loginBody(enterprise, nonce));
    const Draft made = draft(client);
    const auto refused = submit(client, made.id, "nonsense");
    submit(client, made.id, sign(made.submission, enterprise));
    stop();
    const std::string log = readFile(folder / "portal.log");
    EXPECT_NE(log.find(refused.json().at("correlation").get<std::string>()), std::string::npos);
    EXPECT_NE(log.find("signature.malformed"), std::string::npos);
    for (const std::string& secret :
         {nonce, made.nonce, client.cookies.at("ekey_session"), std::string("13800138000")}) {
        EXPECT_EQ(log.find(secret), std::string::npos);
    }
}

} // namespace
} // namespace ekey::test
