// Many requests at the same moment: one of them is first, and the others are told so.
#include "core/json/canonical.h"
#include "tests/process/portal/filings_test_support.h"

#include <functional>
#include <future>

namespace ekey::test {
namespace {

class Races : public FilingsTest {
protected:
    /// How many answers there were of each status.
    std::map<unsigned, int> atOnce(int times, const std::function<Response(int)>& ask)
    {
        std::vector<std::future<Response>> answers;
        for (int i = 0; i < times; ++i) {
            answers.push_back(std::async(std::launch::async, ask, i));
        }
        std::map<unsigned, int> statuses;
        for (auto& answer : answers) {
            ++statuses[answer.get().status];
        }
        return statuses;
    }
};

TEST_F(Races, draftsOfOneVersion_oneIsKept)
{
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    const std::string draft = json::canonical(draftOf(user, begun));
    const auto statuses = atOnce(8, [&](int) {
        HttpClient tab = user;
        return putDraft(tab, begun.id, draft, begun.etag);
    });
    EXPECT_EQ(statuses, (std::map<unsigned, int>{{200, 1}, {412, 7}}));
}

TEST_F(Races, submissionsOfOneFiling_oneIsAccepted)
{
    HttpClient key = byKey();
    const Begun begun = begin(key, "renewal");
    const form::Submission submission = submissionOf(fill(key, begun), begun);
    std::vector<std::string> bodies;
    for (int i = 0; i < 8; ++i) {
        bodies.push_back(sign(submission, enterprise)); // ECDSA: another signature each time
    }
    const auto statuses = atOnce(8, [&](int i) {
        HttpClient tab = key;
        return submit(tab, begun.id, bodies.at(static_cast<std::size_t>(i)));
    });
    EXPECT_EQ(statuses, (std::map<unsigned, int>{{201, 1}, {409, 7}}));
    EXPECT_EQ(count("submissions"), 1);
    EXPECT_EQ(count("moves WHERE state = 'submitted'"), 1);
}

TEST_F(Races, withdrawalAndSubmission_leaveOneHistory)
{
    HttpClient user = account("user1");
    const Begun begun = begin(user, "first");
    const form::Submission submission = submissionOf(fill(user, begun), begun);
    atOnce(8, [&](int i) {
        HttpClient tab = user;
        return i % 2 == 0 ? hand(tab, submission, false)
                          : tab.post(at(begun.id, "/withdrawal"), "{}", {{"If-Match", begun.etag}});
    });
    const auto record = show(user, begun.id);
    const bool sent = record.at("state") == "submitted";
    EXPECT_EQ(record.at("history").size(), 2U);
    EXPECT_EQ(count("submissions"), sent ? 1 : 0);
    EXPECT_EQ(count("materials") > 0, sent);
}

TEST_F(Races, draftsBegun_neverPassTheirLimit)
{
    HttpClient user = account("user1");
    const auto statuses = atOnce(30, [&](int) {
        HttpClient tab = user;
        return tab.post("/api/v1/filings", R"({"business":"unlock"})");
    });
    EXPECT_EQ(statuses, (std::map<unsigned, int>{{201, 20}, {429, 10}}));
}

} // namespace
} // namespace ekey::test
