#include "portal/certificates/renewable.h"

#include "portal/refused.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>

namespace ekey::portal::certificates {
namespace {

TEST(Renewable, verifiedAt_isNowUpToTheEndAndTheEndAfterIt)
{
    const auto certificate = test::Identity::authority({}).issue({}).certificate();
    const Time end = certificate.notAfter();
    EXPECT_EQ(verifiedAt(certificate, end - 1, 401), end - 1);
    EXPECT_EQ(verifiedAt(certificate, end, 401), end);
    EXPECT_FALSE(hasExpired(certificate, end));
    EXPECT_TRUE(hasExpired(certificate, end + 1));
    EXPECT_EQ(verifiedAt(certificate, end + 1, 401), end);
}

TEST(Renewable, verifiedAt_atItsLimitAndOnePast)
{
    const auto certificate = test::Identity::authority({}).issue({}).certificate();
    const Time last = certificate.notAfter() + renewableSeconds;
    EXPECT_EQ(verifiedAt(certificate, last, 401), certificate.notAfter());
    try {
        verifiedAt(certificate, last + 1, 422);
        ADD_FAILURE() << "accepted";
    } catch (const Refused& refused) {
        EXPECT_EQ(refused.status, 422U);
        EXPECT_EQ(refused.errors.at(0).code, "certificate.not_renewable");
        const json::Value params{{"notAfter", dateInChina(certificate.notAfter())}, {"days", renewableDays}};
        EXPECT_EQ(refused.errors.at(0).params, params);
    }
}

TEST(Renewable, servesRenewal_namesWhatARenewalNeeds)
{
    EXPECT_TRUE(servesRenewal("/api/v1/session"));
    EXPECT_TRUE(servesRenewal("/api/v1/filings"));
    EXPECT_TRUE(servesRenewal("/api/v1/filings/{filing}/submission"));
    EXPECT_FALSE(servesRenewal("/api/v1/sessions"));
    EXPECT_FALSE(servesRenewal("/api/v1/filingsOfOthers"));
    EXPECT_FALSE(servesRenewal("/api/v1/phones"));
}

} // namespace
} // namespace ekey::portal::certificates
