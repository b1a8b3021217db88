#include "portal/accounts/password_hash.h"

#include "portal/refused.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace ekey::portal::accounts {
namespace {

constexpr ScryptCost cheap{4, 8, 1};

TEST(PasswordHash, hash_keepsItsParametersAndIsSaltedEachTime)
{
    EXPECT_TRUE(PasswordHasher().decoy().starts_with("$scrypt$ln=15,r=8,p=3$"));
    PasswordHasher hasher(cheap);
    const std::string kept = hasher.hash("correct horse battery");
    EXPECT_EQ(kept.size(), std::string("$scrypt$ln=4,r=8,p=1$").size() + 22 + 1 + 43);
    EXPECT_NE(kept, hasher.hash("correct horse battery"));
    EXPECT_TRUE(hasher.verify("correct horse battery", kept));
    EXPECT_FALSE(hasher.verify("correct horse batterz", kept));
    EXPECT_FALSE(hasher.verify("", kept));
}

// RFC 7914 §12: ("pleaseletmein", "SodiumChloride", N=16384, r=8, p=1).
TEST(PasswordHash, verify_agreesWithTheStandardsVector)
{
    PasswordHasher hasher(cheap);
    EXPECT_TRUE(hasher.verify("pleaseletmein", "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$"
                                               "cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKp"
                                               "r55h6F3A1lHkDfzwF7RVdYhw"));
}

TEST(PasswordHash, outdated_isWhatWasMadeWithOtherParameters)
{
    PasswordHasher old(cheap);
    PasswordHasher hasher({5, 8, 1});
    const std::string kept = old.hash("correct horse battery");
    EXPECT_TRUE(hasher.verify("correct horse battery", kept));
    EXPECT_TRUE(hasher.outdated(kept));
    EXPECT_FALSE(old.outdated(kept));
}

TEST(PasswordHash, verify_throwsForWhatItNeverMade)
{
    PasswordHasher hasher(cheap);
    for (const char* kept : {"", "$2b$10$abc", "$scrypt$ln=4,r=8$YWJj$YWJj", "$scrypt$ln=31,r=8,p=1$YWJj$YWJj",
                             "$scrypt$ln=0,r=8,p=1$YWJj$YWJj", "$scrypt$ln=4,r=8,p=1$YWJj$",
                             "$scrypt$ln=4,r=8,p=1$$YWJj", "$scrypt$ln=4,r=8,p=1x$YWJj$YWJj"}) {
        EXPECT_THROW(hasher.verify("x", kept), std::runtime_error) << kept;
    }
}

/// How many of so many at once are refused.
int refusedOf(unsigned count)
{
    PasswordHasher hasher;
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < count; ++i) {
        threads.emplace_back([&] {
            try {
                hasher.verify("x", hasher.decoy());
            } catch (const Refused& refusal) {
                if (refusal.status == 503 && refusal.errors.at(0).code == "password.busy") ++refused;
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    return refused;
}

TEST(PasswordHash, atATime_asManyAsMayWaitAndOneMore)
{
    EXPECT_EQ(refusedOf(PasswordHasher::atATime + PasswordHasher::waiting), 0);
    EXPECT_EQ(refusedOf(PasswordHasher::atATime + PasswordHasher::waiting + 1), 1);
}

} // namespace
} // namespace ekey::portal::accounts
