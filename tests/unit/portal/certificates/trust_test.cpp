#include "portal/certificates/trust.h"

#include "portal/refused.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>

namespace ekey::portal::certificates {
namespace {

class TrustTest : public testing::Test {
protected:
    std::string codeOf(const std::string& pem)
    {
        test::writeFile(folder / "trust.pem", pem);
        try {
            readPem({(folder / "trust.pem").string()});
        } catch (const Refused& refused) {
            return refused.errors.at(0).code;
        }
        return "";
    }

    test::TempFolder folder;
    const test::Identity authority = test::Identity::authority({});
};

TEST_F(TrustTest, readPem_leavesOutWhatIsNoCertificate)
{
    test::writeFile(folder / "trust.pem", authority.keyPem() + "comment\n" + authority.certificatePem());
    EXPECT_EQ(readPem({(folder / "trust.pem").string()}).size(), 1U);
}

TEST_F(TrustTest, readPem_fileAtItsLimitAndOnePast)
{
    const std::string pem = authority.certificatePem();
    EXPECT_EQ(codeOf(pem + std::string(pemBytes - pem.size(), '\n')), "");
    EXPECT_EQ(codeOf(pem + std::string(pemBytes - pem.size() + 1, '\n')), "trust.file");
}

TEST_F(TrustTest, readPem_authoritiesAtTheirLimitAndOnePast)
{
    std::string pem;
    for (std::size_t i = 0; i < authoritiesMost; ++i) {
        pem += authority.certificatePem();
    }
    EXPECT_EQ(codeOf(pem), "");
    EXPECT_EQ(codeOf(pem + authority.certificatePem()), "trust.too_many");
}

TEST_F(TrustTest, readPem_brokenCertificateIsRefused)
{
    EXPECT_EQ(codeOf("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), "certificate.malformed");
    EXPECT_EQ(codeOf(""), "trust.empty");
}

TEST_F(TrustTest, demandFit_nothingToTrustIsRefused) { EXPECT_THROW(demandFit({}, true), Refused); }

} // namespace
} // namespace ekey::portal::certificates
