// Mobile authorisations: a code proves the phone, and what was submitted is listed, withdrawn, and over some day.
#include "core/json/canonical.h"
#include "tests/process/portal/filings_test_support.h"

namespace ekey::test {
namespace {

constexpr signature::Time minute = 60;
constexpr signature::Time oneDay = 24 * 60 * minute;
constexpr const char* mobile = "13800138000";

class PortalPhones : public FilingsTest {
protected:
    PortalPhones() : user(account("user1")) {}

    Response send(const Begun& begun, const std::string& to = mobile)
    {
        return user.post(at(begun.id, "/phone-code"), json::canonical({{"mobile", to}}));
    }
    Response prove(const Begun& begun, const std::string& code)
    {
        return user.post(at(begun.id, "/phone"), json::canonical({{"code", code}}));
    }
    static std::string another(std::string code)
    {
        code.back() = code.back() == '0' ? '1' : '0';
        return code;
    }
    /// The session of an account ends after hours; here another one begins at that time.
    void later(signature::Time seconds)
    {
        restart(testTime + seconds);
        execute("UPDATE sessions SET created = " + std::to_string(testTime + seconds) +
                ", seen = " + std::to_string(testTime + seconds));
        follow(user);
    }
    json::Value phones(HttpClient& from) { return from.get("/api/v1/phones").json().at("phones"); }

    HttpClient user;
};

TEST_F(PortalPhones, codeIsSentAndProvesTheNumber)
{
    Begun begun = begin(user, "mobileAuthorisation");
    EXPECT_FALSE(begun.facts.contains("verifiedMobile"));
    const auto sent = send(begun, "+86 138-0013-8000");
    ASSERT_EQ(sent.status, 200U) << sent.body;
    EXPECT_EQ(sent.json(), json::Value({{"mobile", "138****8000"}, {"seconds", 600}}));
    const auto proven = prove(begun, sentCode(mobile));
    ASSERT_EQ(proven.status, 200U) << proven.body;
    EXPECT_EQ(proven.json().at("facts").at("verifiedMobile"), mobile);
    EXPECT_NE(proven.header("etag"), begun.etag);
    EXPECT_EQ(show(user, begun.id).at("facts").at("verifiedMobile"), mobile);
    EXPECT_EQ(user.post(at(begun.id, "/nonce"), "{}").json().at("facts").at("verifiedMobile"), mobile);
    expectCode(prove(begun, sentCode(mobile)), 422, "phone.code_none"); // once
    EXPECT_EQ(count("phone_codes WHERE code <> ''"), 0);
}

TEST_F(PortalPhones, fiveWrongCodesVoidIt)
{
    const Begun begun = begin(user, "mobileAuthorisation");
    expectCode(prove(begun, "123456"), 422, "phone.code_none");
    ASSERT_EQ(send(begun).status, 200U);
    const std::string code = sentCode(mobile);
    for (int left = 4; left > 0; --left) {
        const auto wrong = prove(begun, another(code));
        expectCode(wrong, 422, "phone.code_wrong");
        EXPECT_EQ(wrong.json().at("errors").at(0).at("params").at("left"), left);
        EXPECT_EQ(wrong.pointer(), "/code");
    }
    expectCode(prove(begun, another(code)), 422, "phone.code_void");
    expectCode(prove(begun, code), 422, "phone.code_none");
    EXPECT_FALSE(show(user, begun.id).at("facts").contains("verifiedMobile"));
}

TEST_F(PortalPhones, theLastTryMayBeRight)
{
    const Begun begun = begin(user, "mobileAuthorisation");
    ASSERT_EQ(send(begun).status, 200U);
    const std::string code = sentCode(mobile);
    for (int i = 0; i < 4; ++i) {
        expectCode(prove(begun, another(code)), 422, "phone.code_wrong");
    }
    EXPECT_EQ(prove(begun, code).status, 200U);
}

TEST_F(PortalPhones, codeEndsAtItsLimit)
{
    const Begun begun = begin(user, "mobileAuthorisation");
    ASSERT_EQ(send(begun).status, 200U);
    const std::string code = sentCode(mobile);
    execute("UPDATE phone_codes SET until = until - 600"); // as ten minutes later
    expectCode(prove(begun, code), 422, "phone.code_expired");
    execute("UPDATE phone_codes SET until = until + 60");
    EXPECT_EQ(prove(begun, code).status, 200U);
}

TEST_F(PortalPhones, oneAMinuteAndFiveAnHour)
{
    const Begun begun = begin(user, "mobileAuthorisation");
    for (int i = 0; i < 5; ++i) {
        ASSERT_EQ(send(begun).status, 200U) << i;
        const auto refused = send(begun);
        expectCode(refused, 429, "attempts.too_many");
        EXPECT_FALSE(refused.header("retry-after").empty());
        execute("UPDATE attempts SET since = since - 60 WHERE subject LIKE 'code-at-once%'");
    }
    expectCode(send(begun), 429, "attempts.too_many");
    const Begun other = begin(user, "mobileAuthorisation");
    expectCode(send(other), 429, "attempts.too_many"); // the number has had its five, too
    EXPECT_EQ(send(other, "13900139000").status, 200U);
}

TEST_F(PortalPhones, anOwnerSendsTwentyAnHourAndNotOneMore)
{
    for (int sent = 0; sent < 20; ++sent) {
        const Begun begun = begin(user, "mobileAuthorisation");
        ASSERT_EQ(send(begun, std::to_string(13900139000 + sent)).status, 200U) << sent;
        ASSERT_EQ(user.post(at(begun.id, "/withdrawal"), "{}", {{"If-Match", begun.etag}}).status, 200U);
        execute("UPDATE attempts SET since = since - 60 WHERE subject LIKE 'code-at-once%'");
    }
    expectCode(send(begin(user, "mobileAuthorisation"), "13900139020"), 429, "attempts.too_many");
}

TEST_F(PortalPhones, listEndsAtItsLimit)
{
    submitted(user, "mobileAuthorisation", false);
    const std::string upTo200 = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) ";
    execute(upTo200 + "INSERT INTO filings SELECT id || i, number || i, business, state, owner, uscc, enterprise,"
                      " session, nonce, nonce_until, form_id, form_version, form_sm3, facts, draft, version, created,"
                      " changed FROM filings, n");
    execute(upTo200 + "INSERT INTO phones SELECT id || i, filing || i, name, mobile, permissions, since, until,"
                      " withdrawn FROM phones, n");
    EXPECT_EQ(count("phones"), 201);
    EXPECT_EQ(phones(user).size(), 200U);
}

TEST_F(PortalPhones, strangersWithTheEnterprisesCodeCrowdOutNobody)
{
    HttpClient key = byKey();
    submitted(key, "mobileAuthorisation", true);
    const std::string own = phones(key).at(0).at("phone").get<std::string>();
    const std::string upTo200 = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) ";
    execute(upTo200 + "INSERT INTO filings SELECT id || i, number || i, business, state, 'a:' || i, uscc, enterprise,"
                      " session, nonce, nonce_until, form_id, form_version, form_sm3, facts, draft, version, created,"
                      " changed FROM filings, n");
    execute(upTo200 + "INSERT INTO phones SELECT id || i, filing || i, name, mobile, permissions, since + 1, until,"
                      " withdrawn FROM phones, n");
    EXPECT_EQ(phones(key).at(0).at("phone"), own);
    EXPECT_EQ(key.post("/api/v1/phones/" + own + "/withdrawal", "{}").json().at("state"), "withdrawn");
    const std::string last = own + "1"; // not listed: the oldest ids go last, and its filing is an account's
    expectCode(user.post("/api/v1/phones/" + last + "/withdrawal", "{}"), 404, "phone.unknown");
    EXPECT_EQ(key.post("/api/v1/phones/" + last + "/withdrawal", "{}").status, 200U);
}

TEST_F(PortalPhones, aNewCodeVoidsTheOneBeforeAndAnotherNumberLeavesWhatIsProven)
{
    Begun begun = begin(user, "mobileAuthorisation");
    provePhone(user, begun);
    execute("DELETE FROM attempts");
    ASSERT_EQ(send(begun, "13900139000").status, 200U);
    EXPECT_EQ(show(user, begun.id).at("facts").at("verifiedMobile"), mobile);
    const std::string first = sentCode("13900139000");
    execute("DELETE FROM attempts");
    ASSERT_EQ(send(begun, "13900139000").status, 200U);
    const std::string second = sentCode("13900139000");
    if (first != second) {
        expectCode(prove(begun, first), 422, "phone.code_wrong");
    }
    EXPECT_EQ(prove(begun, second).json().at("facts").at("verifiedMobile"), "13900139000");
}

TEST_F(PortalPhones, whatIsNoNumberFilingOrOwnersIsRefused)
{
    const Begun begun = begin(user, "mobileAuthorisation");
    const auto wrong = send(begun, "1380013800");
    expectCode(wrong, 422, "mobile.length");
    EXPECT_EQ(wrong.pointer(), "/mobile");
    expectCode(send(begin(user, "unlock")), 409, "phone.business");
    expectCode(user.post(at(begun.id, "/phone-code"), R"({"mobile":"13800138000","more":1})"), 400, "member.unknown");
    HttpClient stranger = account("user1", otherUscc);
    expectCode(stranger.post(at(begun.id, "/phone-code"), R"({"mobile":"13800138000"})"), 404, "filing.unknown");
    expectCode(stranger.post(at(begun.id, "/phone"), R"({"code":"123456"})"), 404, "filing.unknown");
    EXPECT_EQ(count("outbox"), 0);
}

TEST_F(PortalPhones, withoutAProvenNumberNothingIsSubmitted)
{
    const Begun begun = begin(user, "mobileAuthorisation");
    form::Session session = fill(user, begun);
    execute("UPDATE filings SET facts = json_remove(facts, '$.verifiedMobile')"); // as if it had been skipped
    const auto refused = hand(user, submissionOf(session, begun), false);
    expectCode(refused, 422, "submission.phone");
    EXPECT_EQ(refused.pointer(), "/binding/mobile");
}

TEST_F(PortalPhones, anotherNumberThanTheProvenOneIsRefused)
{
    const Begun begun = begin(user, "mobileAuthorisation");
    auto submission = submissionOf(fill(user, begun), begun);
    submission.answers["binding"]["mobile"] = "13900139000";
    expectCode(hand(user, submission, false), 422, "answer.readonly");
}

TEST_F(PortalPhones, submittedItIsListedMaskedAndWithdrawn)
{
    const Begun begun = submitted(user, "mobileAuthorisation", false);
    const auto listed = phones(user);
    ASSERT_EQ(listed.size(), 1U);
    const json::Value& one = listed.at(0);
    EXPECT_EQ(one.at("filing"), begun.id);
    EXPECT_EQ(one.at("mobile"), "138****8000");
    EXPECT_EQ(one.at("state"), "active");
    EXPECT_EQ(one.at("name"), "张三");
    EXPECT_EQ(count("phones WHERE mobile LIKE '%0013%'"), 0);
    const std::string path = "/api/v1/phones/" + one.at("phone").get<std::string>() + "/withdrawal";

    HttpClient stranger = account("user1", otherUscc);
    HttpClient colleague = account("user2");
    for (HttpClient* other : {&stranger, &colleague}) {
        EXPECT_EQ(phones(*other), json::Value::array());
        expectCode(other->post(path, "{}"), 404, "phone.unknown");
    }
    HttpClient key = byKey();
    EXPECT_EQ(phones(key).size(), 1U) << "the key proves the enterprise";
    EXPECT_EQ(user.post(path, "{}").json().at("state"), "withdrawn");
    expectCode(key.post(path, "{}"), 409, "phone.ended");
    EXPECT_EQ(phones(user).at(0).at("state"), "withdrawn");
}

TEST_F(PortalPhones, itEndsAfterItsLastDayAndWithItsFiling)
{
    const Begun begun = submitted(user, "mobileAuthorisation", false);
    const std::string today = user.get("/api/v1/portal").text("today");
    execute("UPDATE phones SET until = '" + today + "'");
    EXPECT_EQ(phones(user).at(0).at("state"), "active") << "the last day is included";
    later(oneDay);
    EXPECT_EQ(phones(user).at(0).at("state"), "expired");
    execute("UPDATE phones SET until = '2099-12-31'");
    EXPECT_EQ(phones(user).at(0).at("state"), "active");
    const auto tag = user.get(at(begun.id)).header("etag");
    ASSERT_EQ(user.post(at(begun.id, "/withdrawal"), "{}", {{"If-Match", tag}}).status, 200U);
    EXPECT_EQ(phones(user).at(0).at("state"), "withdrawn");
}

TEST_F(PortalPhones, withoutAGatewayItIsSaid)
{
    const Begun begun = begin(user, "mobileAuthorisation");
    smsMail.clear();
    restart();
    follow(user);
    expectCode(send(begun), 503, "phone.no_gateway");
}

} // namespace
} // namespace ekey::test
