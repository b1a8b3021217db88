// Drafts: kept with their version, resumed elsewhere, withdrawn, and gone after their time.
#include "core/json/canonical.h"
#include "tests/process/portal/filings_test_support.h"
#include "tests/support/tcp_client.h"

namespace ekey::test {
namespace {

constexpr signature::Time hour = 60 * 60;

class Drafts : public FilingsTest {
protected:
    Response withdraw(HttpClient& from, const std::string& id, const std::string& etag)
    {
        return from.post(at(id, "/withdrawal"), "{}", {{"If-Match", etag}});
    }
};

TEST_F(Drafts, twoTabs_theSecondIsToldAndNothingIsLost)
{
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    json::Value draft = draftOf(user, begun);
    const std::string mine = json::canonical(draft);
    const auto kept = putDraft(user, begun.id, mine, begun.etag);
    ASSERT_EQ(kept.status, 200U) << kept.body;
    EXPECT_NE(kept.header("etag"), begun.etag);

    draft["answers"]["authorisedUser"]["name"] = "李四";
    const std::string theirs = json::canonical(draft);
    expectCode(putDraft(user, begun.id, theirs, begun.etag), 412, "request.if_match");
    EXPECT_EQ(json::canonical(show(user, begun.id).at("draft")), mine);

    const auto loaded = user.get(at(begun.id));
    EXPECT_EQ(loaded.header("etag"), kept.header("etag"));
    EXPECT_EQ(putDraft(user, begun.id, theirs, "\"0\", " + loaded.header("etag")).status, 200U);
    EXPECT_EQ(json::canonical(show(user, begun.id).at("draft")), theirs);
}

TEST_F(Drafts, changesNameTheVersionTheyAreMadeTo)
{
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    const std::string draft = json::canonical(draftOf(user, begun));
    expectCode(user.send("PUT", at(begun.id, "/draft"), draft, "application/json"), 428, "request.if_match_missing");
    expectCode(user.post(at(begun.id, "/withdrawal"), "{}"), 428, "request.if_match_missing");
    for (const std::string& etag : {"W/" + begun.etag, std::string("1"), std::string("\"2\""), std::string("\"1"),
                                    std::string(",,"), std::string("\"01\"")}) {
        expectCode(putDraft(user, begun.id, draft, etag), 412, "request.if_match");
    }
    expectCode(putDraft(user, begun.id, draft, "*"), 428, "request.if_match_missing");
    EXPECT_EQ(show(user, begun.id).at("draft"), nullptr);
}

TEST_F(Drafts, whatTheFormCannotOpenIsRefusedAsTheEngineSays)
{
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    const auto refused = [&](unsigned status, const std::string& code, auto&& spoil) {
        json::Value draft = draftOf(user, begun);
        spoil(draft);
        expectCode(putDraft(user, begun.id, json::canonical(draft), begun.etag), status, code);
    };
    refused(422, "draft.form", [](auto& d) { d["form"]["id"] = "unlock"; });
    refused(422, "draft.newer", [](auto& d) { d["form"]["version"] = 99; });
    refused(422, "draft.unfit", [](auto& d) { d["answers"]["authorisedUser"]["name"] = 7; });
    refused(422, "member.missing", [](auto& d) { d.erase("materials"); });
    refused(422, "member.unknown", [](auto& d) { d["more"] = 1; });
    refused(422, "member.type", [](auto& d) { d = json::Value::array(); });
    expectCode(putDraft(user, begun.id, "{", begun.etag), 400, "json.syntax");
    const std::string deep = std::string(500'000, '[') + std::string(500'000, ']');
    expectCode(putDraft(user, begun.id, deep, begun.etag), 400, "json.depth");
    EXPECT_EQ(show(user, begun.id).at("draft"), nullptr);
}

TEST_F(Drafts, sizeAtItsLimitAndOnePast)
{
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    const std::string draft = json::canonical(draftOf(user, begun));
    constexpr std::size_t limit = 1 << 20;
    const auto padded = [&](std::size_t bytes) { return draft + std::string(bytes - draft.size(), ' '); };
    expectCode(putDraft(user, begun.id, padded(limit + 1), begun.etag), 413, "request.body_too_large");
    EXPECT_EQ(putDraft(user, begun.id, padded(limit), begun.etag).status, 200U);
    EXPECT_EQ(count("filings WHERE length(draft) < 5000 AND draft <> ''"), 1) << "kept in its shortest form";
}

TEST_F(Drafts, strangersAreRefusedBeforeTheirBodyArrives)
{
    HttpClient user = account("user1");
    HttpClient other = account("user2");
    const Begun begun = begin(user, "first");
    TcpClient half(client.port);
    half.send("PUT /api/v1/filings/" + begun.id + "/draft HTTP/1.1\r\nHost: x\r\nOrigin: " + client.origin +
              "\r\nContent-Type: application/json\r\nIf-Match: \"1\"\r\nCookie: ekey_session=" +
              other.cookies.at("ekey_session") + "\r\nExpect: 100-continue\r\nContent-Length: 1000000\r\n\r\n");
    EXPECT_EQ(half.response().status, 404);
}

TEST_F(Drafts, resumedInAnotherSession_withANonceOfItsOwn)
{
    HttpClient old = byKey();
    const Begun begun = begin(old, "renewal");
    const form::Session session = fill(old, begun);
    ASSERT_EQ(putDraft(old, begun.id, json::canonical(session.draft()), begun.etag).status, 200U);

    restart(testTime + 3 * hour);
    HttpClient fresh = byKey();
    const auto found = fresh.get(at(begun.id));
    const json::Value draft = found.json().at("draft");
    const auto nonce = fresh.post(at(begun.id, "/nonce"), "{}");
    ASSERT_EQ(nonce.status, 200U) << nonce.body;
    EXPECT_EQ(nonce.json().at("seconds"), 7200);
    const Begun resumed{begun.id, "renewal", nonce.text("nonce"), nonce.header("etag"), nonce.json().at("facts")};
    const auto read = form::readDefinition(fresh.get("/api/v1/forms/renewal").body);
    const auto opened = form::Session::open(read.definition, resumed.facts, &draft);
    ASSERT_TRUE(opened.session);
    form::Submission submission = submissionOf(*opened.session, resumed);

    form::Submission replayed = submission;
    replayed.nonce = begun.nonce;
    expectCode(hand(fresh, replayed, true), 422, "submission.nonce");
    HttpClient elsewhere = byKey();
    expectCode(hand(elsewhere, submission, true), 422, "submission.nonce");
    EXPECT_EQ(hand(fresh, submission, true).status, 201U);
    expectCode(fresh.post(at(begun.id, "/nonce"), "{}"), 409, "filing.submitted");
}

TEST_F(Drafts, nonce_bringsTheDayUpToDate)
{
    HttpClient key = byKey();
    const Begun begun = begin(key, "renewal");
    const auto same = key.post(at(begun.id, "/nonce"), "{}");
    EXPECT_EQ(same.header("etag"), begun.etag) << "nothing that a page shows has changed";
    restart(testTime + 9 * hour); // past midnight in China
    HttpClient next = byKey();
    const auto later = next.post(at(begun.id, "/nonce"), "{}");
    EXPECT_NE(later.header("etag"), begun.etag);
    EXPECT_EQ(later.json().at("facts").at("today"), "2026-11-24");
    EXPECT_EQ(show(next, begun.id).at("facts"), later.json().at("facts"));
}

TEST_F(Drafts, ofAnEarlierForm_areKeptAndFollowOnceANewOneIsSaved)
{
    HttpClient key = byKey();
    const Begun begun = begin(key, "renewal");
    // As if it had been begun before the form moved on.
    execute("UPDATE filings SET form_version = 2, form_sm3 = '" + std::string(64, '0') + "'");
    json::Value draft = draftOf(key, begun);
    const json::Value served = draft["form"];
    draft["form"] = {{"id", "renewal"}, {"version", 2}, {"sm3", std::string(64, '0')}};
    const auto kept = putDraft(key, begun.id, json::canonical(draft), begun.etag);
    ASSERT_EQ(kept.status, 200U) << kept.body;
    EXPECT_EQ(show(key, begun.id).at("form").at("version"), 2);
    const form::Submission submission = submissionOf(fill(key, begun), begun);
    expectCode(hand(key, submission, true), 422, "submission.form");

    draft["form"] = served;
    ASSERT_EQ(putDraft(key, begun.id, json::canonical(draft), kept.header("etag")).status, 200U);
    EXPECT_EQ(show(key, begun.id).at("form"), served);
    EXPECT_EQ(hand(key, submission, true).status, 201U);
}

TEST_F(Drafts, withdrawal_throwsADraftAwayAndKeepsWhatWasSubmitted)
{
    HttpClient user = account("user1");
    const Begun draft = begin(user, "first");
    uploadTo(user, draft.id, "businessLicence");
    const auto gone = withdraw(user, draft.id, draft.etag);
    ASSERT_EQ(gone.status, 200U) << gone.body;
    EXPECT_EQ(gone.json().at("state"), "withdrawn");
    EXPECT_EQ(gone.json().at("facts"), json::Value::object());
    EXPECT_EQ(count("materials"), 0);
    EXPECT_EQ(count("uploads"), 0);
    expectCode(user.post(at(draft.id, "/nonce"), "{}"), 409, "filing.closed");
    expectCode(putDraft(user, draft.id, "{}", gone.header("etag")), 409, "filing.closed");
    expectCode(withdraw(user, draft.id, gone.header("etag")), 409, "filing.not_withdrawable");

    const Begun sent = submitted(user, "first", false);
    const std::string etag = user.get(at(sent.id)).header("etag");
    expectCode(withdraw(user, sent.id, sent.etag), 412, "request.if_match");
    EXPECT_EQ(withdraw(user, sent.id, etag).status, 200U);
    EXPECT_EQ(show(user, sent.id).at("answers").at("authorisedUser").at("name"), "张三");
    EXPECT_EQ(show(user, sent.id).at("history").size(), 3U);
    EXPECT_EQ(show(user, sent.id).at("promised"), nullptr);
    for (const std::string state : {"rechecking", "rejected", "activated"}) {
        execute("UPDATE filings SET state = '" + state + "' WHERE id = '" + sent.id + "'");
        expectCode(withdraw(user, sent.id, user.get(at(sent.id)).header("etag")), 409, "filing.not_withdrawable");
    }
}

TEST_F(Drafts, expireAfterNinetyDaysAndAreForgottenAfterNinetyMore)
{
    const signature::Time kept = 90 * day;
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    uploadTo(user, begun.id, "businessLicence");
    const Begun returned = submitted(user, "reissue", false);
    execute("UPDATE filings SET changed = " + std::to_string(testTime));
    execute("UPDATE filings SET state = 'returned' WHERE id = '" + returned.id + "'");
    const auto look = [this](signature::Time time) {
        restart(time);
        HttpClient key = byKeyAt(time);
        return key.get("/api/v1/filings").json().at("filings");
    };
    for (const auto& filing : look(testTime + kept - 60)) {
        EXPECT_NE(filing.at("state"), "expired");
    }
    for (const auto& filing : look(testTime + kept)) {
        EXPECT_EQ(filing.at("state"), "expired");
    }
    EXPECT_EQ(count("materials WHERE filing = '" + begun.id + "'"), 0);
    EXPECT_EQ(count("filings WHERE facts <> '{}'"), 1) << "what was submitted is evidence";
    EXPECT_EQ(count("moves WHERE state = 'expired' AND by = 'portal'"), 2);
    EXPECT_EQ(look(testTime + 2 * kept - 60).size(), 2U);
    EXPECT_EQ(look(testTime + 2 * kept + 60).size(), 1U);
    EXPECT_EQ(count("moves WHERE filing = '" + begun.id + "'"), 0);
}

TEST_F(Drafts, expireAHundredAtATime)
{
    HttpClient key = byKey();
    const std::string id = begin(key, "renewal").id;
    execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 101)"
            " INSERT INTO filings SELECT 'f' || i, 'n' || i, business, state, 'nobody', 'nobody', enterprise, session,"
            " nonce, nonce_until, form_id, form_version, form_sm3, facts, draft, version, created, 0 FROM filings, n"
            " WHERE id = '" +
            id + "'");
    key.get(at(id));
    EXPECT_EQ(count("moves WHERE state = 'expired'"), 100);
    key.get(at(id));
    EXPECT_EQ(count("moves WHERE state = 'expired'"), 101);
}

TEST_F(Drafts, sessionFixedByAnotherIsNobodys)
{
    HttpClient planted = newClient();
    planted.cookies["ekey_session"] = "chosen-by-somebody-else";
    expectCode(planted.post("/api/v1/filings", R"({"business":"unlock"})"), 401, "session.none");
}

} // namespace
} // namespace ekey::test
