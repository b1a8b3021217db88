#include "portal/accounts/proof.h"

#include "core/json/reader.h"
#include "tests/support/proof_of_work.h"
#include "tests/unit/portal/accounts/accounts_database.h"

namespace ekey::portal::accounts {
namespace {

class ProofTest : public AccountsDatabase {
protected:
    std::string codeOf(const std::string& payload) const
    {
        const auto solved = proofs.check(payload);
        return solved ? "" : solved.error().code;
    }
    /// A solved payload, changed.
    std::string changed(const std::function<void(json::Value&)>& change) const
    {
        const auto bytes = text::fromBase64(test::solveProof(proofs.challenge()));
        auto value = json::read({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
        change(*value);
        return text::base64(json::canonical(*value));
    }

    Proofs proofs{[this] { return now; }, 2000};
};

TEST_F(ProofTest, check_takesWhatWasSolvedUpToItsLimitAndNotAtIt)
{
    const std::string payload = test::solveProof(proofs.challenge());
    now += proofSeconds - 1;
    EXPECT_EQ(codeOf(payload), "");
    now += 1;
    EXPECT_EQ(codeOf(payload), "proof.expired");
}

TEST_F(ProofTest, use_isOnceAndForgottenWhenItWouldHaveExpired)
{
    const auto solved = proofs.check(test::solveProof(proofs.challenge()));
    ASSERT_TRUE(solved);
    const auto use = [&] { return database->run([&](soci::session& sql) { return useProof(sql, *solved, now); }); };
    EXPECT_TRUE(use());
    EXPECT_FALSE(use());
    now += proofSeconds - 1;
    EXPECT_FALSE(use());
    const auto other = proofs.check(test::solveProof(proofs.challenge()));
    now += 1;
    database->run([&](soci::session& sql) { useProof(sql, *other, now); });
    EXPECT_EQ(rows("proofs"), 1);
}

TEST_F(ProofTest, check_refusesWhatWasChanged)
{
    EXPECT_EQ(codeOf(changed([](json::Value&) {})), "");
    EXPECT_EQ(codeOf(changed(
                  [](json::Value& v) { v["number"] = v["number"].get<int>() == 0 ? 1 : v["number"].get<int>() - 1; })),
              "proof.wrong");
    EXPECT_EQ(codeOf(changed([](json::Value& v) { v["algorithm"] = "SHA-1"; })), "proof.wrong");
    EXPECT_EQ(codeOf(changed([](json::Value& v) { v["more"] = 1; })), "proof.wrong");
    EXPECT_EQ(codeOf(changed([](json::Value& v) { v.erase("salt"); })), "proof.wrong");
    EXPECT_EQ(codeOf(""), "proof.wrong");
    EXPECT_EQ(codeOf("{}"), "proof.wrong");
    EXPECT_EQ(codeOf("e30="), "proof.wrong");
    EXPECT_EQ(codeOf(std::string(3000, 'A')), "proof.wrong");
}

TEST_F(ProofTest, check_refusesAChallengeOfOnesOwn)
{
    EXPECT_EQ(codeOf(changed([](json::Value& v) {
                  const std::string salt = "00?expires=99999999999&";
                  v["salt"] = salt;
                  v["number"] = 0;
                  v["challenge"] = digest::hex(digest::sha256(salt + "0"));
              })),
              "proof.wrong");
    const Proofs other([this] { return now; }, 2000);
    EXPECT_EQ(codeOf(test::solveProof(other.challenge())), "proof.wrong");
}

// CVE-2025-68113: digits of the number moved into the expiry give the same digest.
TEST_F(ProofTest, check_refusesANumberSplicedIntoTheExpiry)
{
    for (int tries = 0; tries < 3; ++tries) {
        const std::string payload = changed([](json::Value& v) {
            const std::string number = std::to_string(v["number"].get<int>());
            v["salt"] = v["salt"].get<std::string>() + number.substr(0, 1);
            v["number"] = number.size() > 1 ? std::stoi(number.substr(1)) : 0;
        });
        EXPECT_EQ(codeOf(payload), "proof.wrong");
    }
}

TEST_F(ProofTest, challenge_isNeverTheSame)
{
    EXPECT_NE(proofs.challenge()["salt"], proofs.challenge()["salt"]);
    EXPECT_EQ(Proofs([] { return Time{}; }).challenge()["maxnumber"], proofNumbers);
}

} // namespace
} // namespace ekey::portal::accounts
