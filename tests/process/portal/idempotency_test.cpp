// Idempotency-Key: the same request again is answered again, and nothing is done twice.
#include "core/json/canonical.h"
#include "tests/process/portal/filings_test_support.h"

#include <future>

namespace ekey::test {
namespace {

class Idempotency : public FilingsTest {
protected:
    static HttpClient::Fields key(const std::string& value) { return {{"Idempotency-Key", value}}; }
    Response beginWith(HttpClient& from, const std::string& business, const std::string& value)
    {
        return from.post("/api/v1/filings", json::canonical({{"business", business}}), key(value));
    }
};

TEST_F(Idempotency, beginning_sameKeySameAnswer)
{
    HttpClient user = account("user1");
    const auto first = beginWith(user, "first", "k1");
    ASSERT_EQ(first.status, 201U) << first.body;
    restart();
    follow(user);
    const auto again = beginWith(user, "first", "k1");
    EXPECT_EQ(again.status, 201U);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(again.header("etag"), first.header("etag"));
    expectCode(beginWith(user, "unlock", "k1"), 422, "request.idempotency_key");
    EXPECT_EQ(beginWith(user, "unlock", "k2").status, 201U);
    EXPECT_EQ(count("filings"), 2);
}

TEST_F(Idempotency, key_isItsOwnersAlone)
{
    HttpClient one = account("user1");
    HttpClient two = account("user2");
    const auto first = beginWith(one, "first", "k1");
    const auto second = beginWith(two, "first", "k1");
    EXPECT_NE(first.text("filing"), second.text("filing"));
    EXPECT_EQ(count("filings"), 2);
}

TEST_F(Idempotency, key_lengthAtItsLimitAndOnePast)
{
    HttpClient user = account("user1");
    EXPECT_EQ(beginWith(user, "first", std::string(100, 'k')).status, 201U);
    expectCode(beginWith(user, "first", std::string(101, 'k')), 400, "request.idempotency_key_form");
    expectCode(beginWith(user, "first", ""), 400, "request.idempotency_key_form");
    expectCode(beginWith(user, "first", "a b"), 400, "request.idempotency_key_form");
}

TEST_F(Idempotency, submission_sameKeySameAnswerAndNoOtherBody)
{
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    form::Session session = fill(user, begun);
    const auto submission = submissionOf(session, begun);
    const auto accepted = hand(user, submission, false, key("s1"));
    ASSERT_EQ(accepted.status, 201U) << accepted.body;
    const auto again = hand(user, submission, false, key("s1"));
    EXPECT_EQ(again.status, 201U);
    EXPECT_EQ(again.body, accepted.body);
    EXPECT_EQ(hand(user, submission, false).status, 200U) << "without a key it is told as repeated";
    EXPECT_TRUE(session.set("/authorisedUser/mobile", "13900139000"));
    expectCode(hand(user, submissionOf(session, begun), false, key("s1")), 422, "request.idempotency_key");
    expectCode(beginWith(user, "first", "s1"), 422, "request.idempotency_key");
    EXPECT_EQ(count("submissions"), 1);
}

TEST_F(Idempotency, submission_twoFilingsAtOnceUnderOneKey_oneIsSubmitted)
{
    HttpClient user = account("user1");
    std::vector<form::Submission> submissions;
    for (const char* business : {"first", "first"}) {
        const Begun begun = begin(user, business);
        submissions.push_back(submissionOf(fill(user, begun), begun));
    }
    for (int round = 0; round < 2; ++round) { // whoever was quicker is answered alike, the other never
        std::vector<std::future<Response>> answers;
        for (const form::Submission& submission : submissions) {
            answers.push_back(std::async(std::launch::async, [this, user, submission]() mutable {
                return hand(user, submission, false, key("s1"));
            }));
        }
        std::multiset<unsigned> statuses;
        for (auto& answer : answers) {
            statuses.insert(answer.get().status);
        }
        EXPECT_EQ(statuses, (std::multiset<unsigned>{201, 422}));
    }
    EXPECT_EQ(count("submissions"), 1);
}

TEST_F(Idempotency, refusal_isNotKept)
{
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    form::Submission wrong = submissionOf(fill(user, begun), begun);
    const form::Submission right = wrong;
    wrong.audience = "https://portal.example";
    expectCode(hand(user, wrong, false, key("s1")), 422, "submission.audience");
    EXPECT_EQ(hand(user, right, false, key("s1")).status, 201U);
}

TEST_F(Idempotency, manyAtOnce_doItOnce)
{
    HttpClient user = account("user1");
    std::vector<std::future<Response>> answers;
    for (int i = 0; i < 8; ++i) {
        answers.push_back(
            std::async(std::launch::async, [this, user]() mutable { return beginWith(user, "first", "k1"); }));
    }
    std::set<std::string> bodies;
    for (auto& answer : answers) {
        bodies.insert(answer.get().body);
    }
    EXPECT_EQ(bodies.size(), 1U);
    EXPECT_EQ(count("filings"), 1);
}

TEST_F(Idempotency, answer_isKeptForADayAndAThousandAnOwner)
{
    HttpClient user = account("user1");
    const auto first = beginWith(user, "first", "k1");
    execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999)"
            " INSERT INTO answered SELECT owner, 'x' || i, request, status, etag, body, until + 1 FROM answered, n");
    EXPECT_EQ(beginWith(user, "first", "k1").body, first.body) << "a thousand fit";
    beginWith(user, "first", "k2");
    EXPECT_EQ(count("answered"), 1000);
    EXPECT_NE(beginWith(user, "first", "k1").body, first.body) << "the oldest went";

    execute("DELETE FROM answered");
    const auto kept = beginWith(user, "first", "d1");
    execute("UPDATE answered SET until = " + std::to_string(testTime - 1));
    EXPECT_NE(beginWith(user, "first", "d1").body, kept.body);
    EXPECT_EQ(count("answered"), 1) << "what ran out is removed";
}

} // namespace
} // namespace ekey::test
