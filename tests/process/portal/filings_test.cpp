// The eight businesses: begun, filled, handed in, and found again.
#include "core/json/canonical.h"
#include "core/json/reader.h"
#include "tests/process/portal/filings_test_support.h"

namespace ekey::test {
namespace {

struct Way {
    const char* business;
    bool key; ///< begun with the key, otherwise under an account
};

void PrintTo(const Way& way, std::ostream* out) { *out << way.business << (way.key ? " by key" : " by account"); }

class EveryBusiness : public FilingsTest, public testing::WithParamInterface<Way> {};

TEST_P(EveryBusiness, isBegunFilledSubmittedAndStillThereAfterARestart)
{
    const auto [business, key] = GetParam();
    HttpClient page = key ? byKey() : account("user1");
    const Begun begun = begin(page, business);
    const auto fresh = show(page, begun.id);
    EXPECT_EQ(fresh.at("state"), "draft");
    EXPECT_EQ(fresh.at("facts"), begun.facts);
    EXPECT_EQ(fresh.at("moves"), (json::Value{"submitted", "withdrawn"}));

    const form::Session session = fill(page, begun);
    const auto kept = putDraft(page, begun.id, json::canonical(session.draft()), page.get(at(begun.id)).header("etag"));
    ASSERT_EQ(kept.status, 200U) << kept.body;
    const form::Submission submission = submissionOf(session, begun);
    const auto accepted = hand(page, submission, key);
    kill(); // the moment the answer is here
    ASSERT_EQ(accepted.status, 201U) << accepted.body;

    start();
    follow(page);
    const auto record = show(page, begun.id);
    EXPECT_EQ(record.at("state"), "submitted");
    EXPECT_EQ(record.at("receipt"), fresh.at("number"));
    EXPECT_EQ(record.at("answers"), submission.answers);
    EXPECT_EQ(record.at("materials").size(), submission.materials.size());
    EXPECT_EQ(record.at("signer").is_null(), !key);
    EXPECT_EQ(record.at("draft"), nullptr);
    EXPECT_EQ(record.at("moves"), (json::Value{"withdrawn"}));
    ASSERT_EQ(record.at("history").size(), 2U);
    EXPECT_EQ(record.at("history").at(0).at("state"), "draft");
    EXPECT_EQ(record.at("history").at(1).at("by"), "enterprise");
    // 2026-11-23 is a Monday; two working days of the agency's.
    EXPECT_EQ(record.at("holder"), "officer");
    EXPECT_EQ(record.at("promised"), (json::Value{{"date", "2026-11-25"}, {"provisional", false}}));
}

INSTANTIATE_TEST_SUITE_P(Filings, EveryBusiness,
                         testing::Values(Way{"first", false}, Way{"additional", false}, Way{"additional", true},
                                         Way{"renewal", true}, Way{"reissue", false}, Way{"reissue", true},
                                         Way{"change", false}, Way{"change", true}, Way{"unlock", false},
                                         Way{"unlock", true}, Way{"cancellation", false}, Way{"cancellation", true},
                                         Way{"mobileAuthorisation", false}, Way{"mobileAuthorisation", true}));

class Filings : public FilingsTest {};

TEST_F(Filings, businessOfTheOtherLogInIsRefused)
{
    HttpClient key = byKey();
    HttpClient user = account("user1");
    expectCode(key.post("/api/v1/filings", R"({"business":"first"})"), 403, "business.needs_account");
    expectCode(user.post("/api/v1/filings", R"({"business":"renewal"})"), 403, "business.needs_key");
}

TEST_F(Filings, facts_sayWhatThePortalKnowsAndNothingElse)
{
    HttpClient user = account("user1");
    const auto first = begin(user, "first").facts;
    EXPECT_EQ(first.at("today"), "2026-11-23");
    EXPECT_EQ(first.at("enterprise").at("uscc"), validUscc);
    EXPECT_EQ(first.at("suggestedAgency"), "12");
    EXPECT_EQ(first.at("agencies").size(), 37U);
    EXPECT_FALSE(first.contains("certificate"));
    EXPECT_FALSE(first.contains("keysHeld"));
    EXPECT_FALSE(first.contains("keysPending"));
    EXPECT_FALSE(begin(user, "mobileAuthorisation").facts.contains("agencies"));

    submitted(user, "first", false);
    EXPECT_EQ(begin(user, "additional").facts.at("keysPending"), 1);
    HttpClient other = account("user2");
    EXPECT_FALSE(begin(other, "additional").facts.contains("keysPending"))
        << "another account's are none of its business";
}

TEST_F(Filings, submission_bodyMustFitTheLogIn)
{
    HttpClient key = byKey();
    const Begun renewal = begin(key, "renewal");
    const auto submission = submissionOf(fill(key, renewal), renewal);
    expectCode(key.send("POST", at(renewal.id, "/submission"), form::canonical(submission), "application/json"), 415,
               "submission.needs_signature");
    HttpClient user = account("user1");
    const Begun first = begin(user, "first");
    expectCode(user.send("POST", at(first.id, "/submission"), sign(submission, enterprise), "application/pkcs7-mime"),
               415, "submission.needs_no_signature");
    expectCode(user.send("POST", at(first.id, "/submission"), "{}", "text/plain"), 415, "request.content_type");
    EXPECT_EQ(count("submissions"), 0);
}

TEST_F(Filings, submission_underAnAccountIsJudgedAsASignedOneIs)
{
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    const form::Submission right = submissionOf(fill(user, begun), begun);
    const auto refused = [&](const std::string& code, auto&& spoil) {
        form::Submission wrong = right;
        spoil(wrong);
        const auto response =
            user.send("POST", at(begun.id, "/submission"), form::canonical(wrong), "application/json");
        expectCode(response, 422, code);
    };
    refused("submission.audience", [](auto& s) { s.audience = "https://portal.example"; });
    refused("submission.filing", [](auto& s) { s.filing = "another"; });
    refused("submission.nonce", [](auto& s) { s.nonce = "bm9uY2U="; });
    refused("submission.form", [](auto& s) { ++s.form.version; });
    refused("submission.materials", [](auto& s) { s.materials.front().sm3 = std::string(64, '0'); });
    refused("answer.readonly", [](auto& s) { s.answers["enterprise"]["uscc"] = otherUscc; });
    refused("mobile.length", [](auto& s) { s.answers["authorisedUser"]["mobile"] = "1380013800"; });
    expectCode(user.send("POST", at(begun.id, "/submission"), ' ' + form::canonical(right), "application/json"), 422,
               "submission.malformed");
    expectCode(
        user.send("POST", at(begun.id, "/submission"), std::string(form::submissionBytes + 1, ' '), "application/json"),
        422, "submission.malformed");
    EXPECT_EQ(count("submissions"), 0);
    EXPECT_EQ(hand(user, right, false).status, 201U);
}

TEST_F(Filings, submission_fileThatItDoesNotNameIsNoPartOfIt)
{
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    const form::Submission right = submissionOf(fill(user, begun), begun);
    // As of an agency that demanded it, before another one was chosen.
    ASSERT_EQ(upload(user, begun.id, pdf(), "legalRepresentativeId", "a.pdf").status, 200U);
    EXPECT_EQ(hand(user, right, false).status, 201U);
    EXPECT_EQ(show(user, begun.id).at("materials").size(), right.materials.size());
    EXPECT_EQ(count("materials WHERE item = 'legalRepresentativeId'"), 0);
    EXPECT_EQ(count("contents WHERE sha256 IS NOT NULL"), 1) << "the others are one picture";
}

TEST_F(Filings, submission_onceReturnedIsHandedInAgainAndBothAreKept)
{
    HttpClient user = account("user1");
    const Begun begun = submitted(user, "first", false);
    expectCode(user.post(at(begun.id, "/nonce"), "{}"), 409, "filing.submitted");
    execute("UPDATE filings SET state = 'returned' WHERE id = '" + begun.id + "'");
    EXPECT_EQ(show(user, begun.id).at("moves"), (json::Value{"submitted", "withdrawn"}));

    const auto nonce = user.post(at(begun.id, "/nonce"), "{}");
    ASSERT_EQ(nonce.status, 200U) << nonce.body;
    const Begun again{begun.id, "first", nonce.text("nonce"), nonce.header("etag"), nonce.json().at("facts")};
    form::Session session = fill(user, again);
    EXPECT_TRUE(session.set("/authorisedUser/mobile", "13900139000"));
    ASSERT_EQ(hand(user, submissionOf(session, again), false).status, 201U);
    const auto record = show(user, begun.id);
    EXPECT_EQ(record.at("state"), "submitted");
    EXPECT_EQ(record.at("answers").at("authorisedUser").at("mobile"), "13900139000");
    EXPECT_EQ(count("submissions"), 2);
}

TEST_F(Filings, list_isOwnAndWithTheKeyThatOfTheEnterprisesAccountsToo)
{
    HttpClient key = byKey();
    HttpClient one = account("user1");
    HttpClient two = account("user2");
    HttpClient other = account("user1", otherUscc);
    const std::string renewal = begin(key, "renewal").id;
    const Begun first = submitted(one, "first", false);
    const std::string draft = begin(two, "unlock").id;
    begin(other, "first");

    const auto listed = [](HttpClient& from) {
        std::map<std::string, bool> own;
        const json::Value answer = from.get("/api/v1/filings").json();
        for (const json::Value& each : answer.at("filings")) {
            own[each.at("filing").get<std::string>()] = each.at("own").get<bool>();
        }
        return own;
    };
    EXPECT_EQ(listed(key), (std::map<std::string, bool>{{renewal, true}, {first.id, false}, {draft, false}}));
    EXPECT_EQ(listed(one), (std::map<std::string, bool>{{first.id, true}}));
    EXPECT_EQ(listed(two), (std::map<std::string, bool>{{draft, true}}));

    const auto seen = show(key, first.id);
    EXPECT_EQ(seen.at("own"), false);
    EXPECT_EQ(seen.at("answers").at("authorisedUser").at("name"), "张三");
    EXPECT_EQ(seen.at("moves"), json::Value::array());
    EXPECT_EQ(seen.at("facts"), json::Value::object());
}

TEST_F(Filings, list_isNewestFirstAndEndsAtItsLimit)
{
    HttpClient key = byKey();
    const std::string id = begin(key, "renewal").id;
    execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
            " INSERT INTO filings SELECT 'f' || i, 'n' || i, business, 'rejected', owner, uscc, enterprise, session,"
            " nonce, nonce_until, form_id, form_version, form_sm3, facts, draft, version, created, changed + i"
            " FROM filings, n WHERE id = '" +
            id + "'");
    const auto filings = key.get("/api/v1/filings").json().at("filings");
    ASSERT_EQ(filings.size(), 200U);
    EXPECT_EQ(filings.at(0).at("filing"), "f200");
    EXPECT_EQ(filings.at(199).at("filing"), "f1") << "the oldest, the 201st, is left out";

    execute("UPDATE filings SET owner = 'account:somebody' WHERE id <> '" + id + "'");
    const auto crowded = key.get("/api/v1/filings").json().at("filings");
    ASSERT_EQ(crowded.size(), 200U);
    EXPECT_EQ(crowded.at(199).at("filing"), id) << "others do not crowd its own out";
}

TEST_F(Filings, another_sFilingIsNotThereAtAll)
{
    HttpClient user = account("user1");
    HttpClient key = byKey();
    const Begun begun = begin(user, "first");
    const std::string draft = json::canonical(draftOf(user, begun));
    HttpClient sameCode = account("user2");
    HttpClient stranger = account("user1", otherUscc);
    for (HttpClient* from : {&sameCode, &stranger, &key}) {
        if (from != &key) expectCode(from->get(at(begun.id)), 404, "filing.unknown");
        expectCode(putDraft(*from, begun.id, draft, begun.etag), 404, "filing.unknown");
        expectCode(from->post(at(begun.id, "/nonce"), "{}"), 404, "filing.unknown");
        expectCode(from->post(at(begun.id, "/withdrawal"), "{}", {{"If-Match", begun.etag}}), 404, "filing.unknown");
        expectCode(upload(*from, begun.id, pdf()), 404, "filing.unknown");
    }
    const auto seen = show(key, begun.id);
    EXPECT_EQ(seen.at("draft"), nullptr);
    EXPECT_EQ(seen.at("materials"), json::Value::array());
    HttpClient nobody = newClient();
    expectCode(nobody.get("/api/v1/filings"), 401, "session.none");
    expectCode(nobody.get(at(begun.id)), 401, "session.none");
}

TEST_F(Filings, accountsAndKeysBeginSoManyADayAndNotOneMore)
{
    HttpClient user = account("user1");
    HttpClient key = byKey();
    for (HttpClient* one : {&key, &user}) {
        for (int i = 0; i < 100; ++i) {
            const Begun begun = begin(*one, "unlock");
            ASSERT_EQ(one->post(at(begun.id, "/withdrawal"), "{}", {{"If-Match", begun.etag}}).status, 200U);
        }
        expectCode(one->post("/api/v1/filings", R"({"business":"unlock"})"), 429, "filing.too_many_today");
    }
    execute("UPDATE filings SET created = created - " + std::to_string(day) + " WHERE number LIKE '%-000200-%'");
    EXPECT_FALSE(begin(user, "unlock").id.empty()) << "one of them is a day old";
}

TEST_F(Filings, promisedDay_isCountedByTheCalendar)
{
    struct Case {
        int days; ///< from 2026-11-23 on
        json::Value promised;
    };
    for (const auto& [days, promised] :
         {Case{-54, {{"date", "2026-10-09"}, {"provisional", false}}},  // National Day
          Case{38, {{"date", "2027-01-04"}, {"provisional", true}}}}) { // no notice for 2027
        const signature::Time now = testTime + days * day;
        restart(now);
        HttpClient user = account("user" + std::to_string(days + 100));
        execute("UPDATE sessions SET created = " + std::to_string(now) + ", seen = " + std::to_string(now));
        const Begun begun = submitted(user, "first", false);
        EXPECT_EQ(show(user, begun.id).at("promised"), promised);
    }
}

TEST_F(Filings, states_areTheTable)
{
    const auto served = newClient().get("/api/v1/states").json().at("states");
    const auto file = json::read(readFile(EKEY_SOURCE_DIR "/forms/states.json"));
    ASSERT_TRUE(file);
    ASSERT_EQ(served.size(), file->at("states").size());
    for (std::size_t i = 0; i < served.size(); ++i) {
        const json::Value& state = file->at("states").at(i);
        for (const char* member : {"id", "name", "holder", "workingDays", "from"}) {
            EXPECT_EQ(served.at(i).at(member), state.at(member));
        }
        EXPECT_EQ(served.at(i).at("moves").size(), state.at("moves").size());
    }
}

} // namespace
} // namespace ekey::test
