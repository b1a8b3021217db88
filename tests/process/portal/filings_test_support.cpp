#include "tests/process/portal/filings_test_support.h"

#include "core/digest/digest.h"
#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "portal/storage/database.h"
#include "portal/storage/sql.h"

namespace ekey::test {
namespace {

const json::Value renewalAnswers = {
    {"certificate", {{"openMatters", "none"}}},
    {"authorisedUser", {{"name", "张三"}, {"mobile", "13800138000"}, {"email", "zhangsan@example.com"}}}};

/// The draft of a business that tests/conformance/businesses.json knows to be complete.
json::Value completeDraft(const std::string& business)
{
    if (business == "renewal") {
        return {{"answers", renewalAnswers}, {"materials", {{{"item", "businessLicence"}}}}};
    }
    const auto cases = json::read(readFile(EKEY_SOURCE_DIR "/tests/conformance/businesses.json"));
    EXPECT_TRUE(cases);
    for (const json::Value& each : *cases) {
        if (each.at("name") == business + ": a hidden required item never blocks a submission") {
            return each.at("steps").at(0).at("call").at("draft");
        }
    }
    ADD_FAILURE() << business;
    return {};
}

/// What the cases take from facts that this log-in or this portal does not have.
void fillGaps(form::Session& session)
{
    const std::map<std::string, json::Value> gaps{
        {"/request/held", 1}, {"/request/key", "4A01"}, {"/binding/mobile", "13800138000"}};
    for (const json::Value& item : session.items()) {
        const auto gap = gaps.find(item.at("pointer").get<std::string>());
        const bool blank = gap != gaps.end() && (item.at("value").is_null() || item.at("value") == "");
        if (blank && item.at("required").get<bool>()) {
            EXPECT_TRUE(session.set(gap->first, gap->second)) << gap->first;
        }
    }
}

} // namespace

HttpClient FilingsTest::account(const std::string& login, const std::string& uscc)
{
    HttpClient made = newClient();
    const std::string cookie = "cookie-of-" + login + uscc;
    const std::string session = digest::hex(digest::sha256(cookie));
    const std::string id = "account-" + login + uscc;
    const long long now = testTime;
    portal::storage::Database database((folder / "portal.db").string());
    database.run([&](soci::session& sql) {
        sql << "INSERT INTO accounts (id, role, uscc, enterprise, licence_kind, login, user_name, email, mobile,"
               " language, password, created, activated) VALUES (:i, 'enterprise', :u, '示例进出口有限公司', 'general',"
               " :l, '张三', 'zhangsan@example.com', '13800138000', 'zh-CN', 'x', :c, :a)",
            soci::use(id), soci::use(uscc), soci::use(login), soci::use(now), soci::use(now);
        sql << "INSERT INTO sessions (id, created, seen, nonce, nonce_until, account) VALUES (:i, :c, :s, '', 0, :a)",
            soci::use(session), soci::use(now), soci::use(now), soci::use(id);
    });
    made.cookies["ekey_session"] = cookie;
    return made;
}

HttpClient FilingsTest::byKeyAt(signature::Time time)
{
    HttpClient made = newClient();
    const Identity later = issuing.issue({.uscc = validUscc, .notBefore = time - day, .notAfter = time + day});
    EXPECT_EQ(login(made, time == testTime ? enterprise : later).status, 200U);
    return made;
}

FilingsTest::Begun FilingsTest::begin(HttpClient& from, const std::string& business)
{
    const auto response = from.post("/api/v1/filings", json::canonical({{"business", business}}));
    EXPECT_EQ(response.status, 201U) << business << response.body;
    const auto value = response.json();
    return {value.value("filing", ""), business, value.value("nonce", ""), response.header("etag"),
            value.value("facts", json::Value::object())};
}

material::Entry FilingsTest::uploadTo(HttpClient& from, const std::string& filing, const std::string& item)
{
    const std::string bytes = readFile(EKEY_SOURCE_DIR "/tests/fixtures/material/grey.jpg");
    const auto response = upload(from, filing, bytes, item, "a.jpg");
    EXPECT_EQ(response.status, 200U) << item << response.body;
    return {item,
            "a.jpg",
            "image/jpeg",
            static_cast<std::int64_t>(bytes.size()),
            digest::hex(digest::sm3(bytes)),
            digest::hex(digest::sha256(bytes))};
}

json::Value FilingsTest::draftOf(HttpClient& from, const Begun& begun)
{
    const auto read = form::readDefinition(from.get("/api/v1/forms/" + begun.business).body);
    EXPECT_TRUE(read.definition);
    json::Value draft = completeDraft(begun.business);
    draft["form"] = toJson(reference(*read.definition));
    draft["materials"] = json::Value::array();
    return draft;
}

std::string FilingsTest::sentCode(const std::string& mobile) const
{
    portal::storage::Database database((folder / "portal.db").string());
    const std::string text = database.run([&](soci::session& sql) {
        std::string found;
        const std::string to = mobile + "@sms.demonstration.example";
        sql << "SELECT text FROM outbox WHERE recipient = :r ORDER BY id DESC LIMIT 1", soci::into(found),
            soci::use(to);
        return found;
    });
    return text.substr(text.find("验证码 ") + std::string_view("验证码 ").size(), 6);
}

void FilingsTest::provePhone(HttpClient& from, Begun& begun, const std::string& mobile)
{
    EXPECT_EQ(from.post(at(begun.id, "/phone-code"), json::canonical({{"mobile", mobile}})).status, 200U);
    const auto proven = from.post(at(begun.id, "/phone"), json::canonical({{"code", sentCode(mobile)}}));
    EXPECT_EQ(proven.status, 200U) << proven.body;
    begun.facts = proven.json().value("facts", json::Value::object());
    begun.etag = proven.header("etag");
}

form::Session FilingsTest::fill(HttpClient& from, Begun begun)
{
    if (begun.business == "mobileAuthorisation") {
        provePhone(from, begun);
    }
    json::Value draft = draftOf(from, begun);
    const json::Value complete = completeDraft(begun.business);
    for (const json::Value& material : complete.at("materials")) {
        draft["materials"].push_back(toJson(uploadTo(from, begun.id, material.at("item").get<std::string>())));
    }
    const auto read = form::readDefinition(from.get("/api/v1/forms/" + begun.business).body);
    auto opened = form::Session::open(read.definition, begun.facts, &draft);
    EXPECT_TRUE(opened.session) << json::canonical(toJson(opened.errors));
    fillGaps(*opened.session);
    EXPECT_EQ(json::canonical(toJson(opened.session->validate())), "[]") << begun.business;
    return std::move(*opened.session);
}

Response FilingsTest::putDraft(HttpClient& from, const std::string& id, const std::string& draft,
                               const std::string& etag)
{
    return from.send("PUT", at(id, "/draft"), draft, "application/json", {{"If-Match", etag}});
}

form::Submission FilingsTest::submissionOf(const form::Session& session, const Begun& begun) const
{
    return session.submission(client.origin, begun.id, begun.nonce);
}

Response FilingsTest::hand(HttpClient& from, const form::Submission& submission, bool key,
                           const HttpClient::Fields& fields)
{
    const std::string body = key ? sign(submission, enterprise) : form::canonical(submission);
    return from.send("POST", at(submission.filing, "/submission"), body,
                     key ? "application/pkcs7-mime" : "application/json", fields);
}

FilingsTest::Begun FilingsTest::submitted(HttpClient& from, const std::string& business, bool key)
{
    const Begun begun = begin(from, business);
    const auto response = hand(from, submissionOf(fill(from, begun), begun), key);
    EXPECT_EQ(response.status, 201U) << response.body;
    return begun;
}

void FilingsTest::expectCode(const Response& response, unsigned status, const std::string& code)
{
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(response.code(), code) << response.body;
}

} // namespace ekey::test
