// Every answer about filings is what the contract says.
#include "tests/process/portal/contract.h"

#include "core/json/canonical.h"
#include "tests/process/portal/filings_test_support.h"

namespace ekey::test {
namespace {

using List = std::vector<std::string>;

class Contract : public FilingsTest {};

TEST_F(Contract, filings_answersAreWhatItSays)
{
    HttpClient user = account("user1");
    HttpClient key = byKey();
    EXPECT_EQ(breaches("get", "/states", user.get("/api/v1/states")), List{});
    const auto begun = user.post("/api/v1/filings", R"({"business":"first"})");
    EXPECT_EQ(breaches("post", "/filings", begun), List{});
    const std::string id = begun.text("filing");
    const auto draft = json::canonical(draftOf(user, {id, "first", {}, {}, {}}));
    const auto kept = putDraft(user, id, draft, begun.header("etag"));
    EXPECT_EQ(breaches("put", "/filings/{filing}/draft", kept), List{});
    EXPECT_EQ(breaches("put", "/filings/{filing}/draft", putDraft(user, id, draft, "\"9\"")), List{});
    EXPECT_EQ(breaches("post", "/filings/{filing}/nonce", user.post(at(id, "/nonce"), "{}")), List{});
    EXPECT_EQ(breaches("get", "/filings/{filing}", user.get(at(id))), List{});
    EXPECT_EQ(breaches("get", "/filings/{filing}", key.get(at(id))), List{});
    const auto gone = user.post(at(id, "/withdrawal"), "{}", {{"If-Match", user.get(at(id)).header("etag")}});
    EXPECT_EQ(breaches("post", "/filings/{filing}/withdrawal", gone), List{});

    const Begun renewal = begin(key, "renewal");
    const auto sent = submissionOf(fill(key, renewal), renewal);
    EXPECT_EQ(breaches("post", "/filings/{filing}/submission", hand(key, sent, true)), List{});
    EXPECT_EQ(breaches("post", "/filings/{filing}/submission", hand(key, sent, true)), List{}) << "refused";
    EXPECT_EQ(breaches("get", "/filings/{filing}", key.get(at(renewal.id))), List{});
    EXPECT_EQ(breaches("get", "/filings", key.get("/api/v1/filings")), List{});
    EXPECT_EQ(breaches("get", "/filings", newClient().get("/api/v1/filings")), List{});
}

TEST_F(Contract, breach_isSeen)
{
    HttpClient user = account("user1");
    auto answer = user.get("/api/v1/filings");
    answer.body = R"({"filings":[{"filing":7,"more":1}]})";
    const List found = breaches("get", "/filings", answer);
    EXPECT_NE(std::find(found.begin(), found.end(), "/filings/0/filing is no string"), found.end());
    EXPECT_NE(std::find(found.begin(), found.end(), "/filings/0 has more"), found.end());
    EXPECT_NE(std::find(found.begin(), found.end(), "/filings/0 lacks number"), found.end());
}

} // namespace
} // namespace ekey::test
