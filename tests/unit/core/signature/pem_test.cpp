#include "core/signature/input.h"
#include "core/signature/pem.h"
#include "core/signature/time.h"
#include "core/text/base64.h"
#include "tests/support/test_revocation_list.h"

#include <gtest/gtest.h>

namespace ekey::signature {
namespace {

using test::Identity;

const Identity& authority()
{
    static const Identity identity = Identity::authority({});
    return identity;
}

std::string block(const std::string& label, const std::string& body)
{
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
}

std::string code(const Result<std::vector<Der>>& found) { return found ? "" : found.error().code; }

std::string codeOf(const std::string& text) { return code(readPem(text, {"A"})); }

TEST(Pem, blocksAskedFor_comeInTheirOrderAndOthersAreNotDecoded)
{
    const std::string text = "comment\n" + block("A", "AQ==") + block("KEY", "Proc-Type: 4,ENCRYPTED\n\n?") +
                             block("B", "Ag==") + block("A", "Aw==");
    const auto found = readPem(text, {"A", "B"});
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, (std::vector<Der>{{1}, {2}, {3}}));
}

TEST(Pem, whiteSpaceAndLineEndsOfOtherSystems_areNoMatter)
{
    const auto found = readPem("-----BEGIN A----- \r\n  AQ\r\n==\t\r\n\r\n-----END A-----", {"A"});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->at(0), Der{1});
}

TEST(Pem, writtenByOpenssl_isTheCertificate)
{
    const auto found = readCertificateFile(authority().keyPem() + authority().certificatePem());
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->at(0).der(), authority().certificate().der());
}

TEST(Pem, damagedBlock_isNamedByItsLine)
{
    const auto found = readPem("\n" + block("A", "AQ=?"), {"A"});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error(), (Error{"pem.malformed", {}, Severity::error, {{"line", 2}}}));
    EXPECT_EQ(codeOf(block("A", "")), "pem.malformed");
    EXPECT_EQ(codeOf(block("A", "Proc-Type: 4,ENCRYPTED\n\nAQ==")), "pem.malformed");
    EXPECT_EQ(codeOf("-----BEGIN A-----\nAQ==\n"), "pem.malformed");
    EXPECT_EQ(codeOf("-----BEGIN A-----\nAQ==\n-----END B-----\n"), "pem.malformed");
    EXPECT_EQ(codeOf("-----BEGIN A-----\nAQ==\n" + block("A", "AQ==")), "pem.malformed");
}

TEST(Pem, nothingAskedFor_saysWhatWasMissed)
{
    const auto found = readPem(block("KEY", "AQ=="), {"A", "B"});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error(), (Error{"pem.none", {}, Severity::error, {{"labels", "A, B"}}}));
    EXPECT_EQ(codeOf(""), "pem.none");
    EXPECT_EQ(codeOf("-----BEGIN A----\nAQ==\n-----END A----\n"), "pem.none");
}

TEST(Pem, blocksAndBytes_atTheirLimitAndOnePast)
{
    std::string text;
    for (std::size_t i = 0; i < pemBlocksMost; ++i) {
        text += block("A", "AQ==");
    }
    EXPECT_EQ(codeOf(text), "");
    EXPECT_EQ(codeOf(text + block("A", "AQ==")), "pem.too_many");
    const std::string one = block("A", "AQ==");
    EXPECT_EQ(codeOf(one + std::string(pemMost - one.size(), '\n')), "");
    EXPECT_EQ(codeOf(one + std::string(pemMost - one.size() + 1, '\n')), "pem.size");
}

TEST(Pem, derThatHoldsPem_isDer)
{
    const std::string inside(block("A", "AQ=="));
    const std::string der = std::string("\x30\x81", 2) + static_cast<char>(inside.size()) + inside;
    EXPECT_FALSE(isPem(der));
    EXPECT_TRUE(isPem("0 s:C=CN\n" + inside)); // what s_client prints begins with a byte that DER begins with too
    EXPECT_EQ(readPemOrDer(der, {"A"})->at(0), Der(der.begin(), der.end()));
}

TEST(Input, neitherPemNorDer_isMalformedOfItsKind)
{
    EXPECT_EQ(readCertificateFile("text").error().code, "certificate.malformed");
    EXPECT_EQ(readRevocationFile("").error().code, "crl.malformed");
    EXPECT_EQ(readCertificateFile(block("CERTIFICATE", "AAAA")).error().code, "certificate.malformed");
}

TEST(Input, revocationListsAndSignedData_areTakenInBothForms)
{
    const Der list = authority().revocationList({});
    const std::string text = block("X509 CRL", text::base64(list));
    EXPECT_EQ(readRevocationFile(text + text)->size(), 2U);
    EXPECT_EQ(readRevocationFile({reinterpret_cast<const char*>(list.data()), list.size()})->size(), 1U);
    EXPECT_EQ(*readSignedDataFile(block("CMS", "AQ==")), Der{1});
    EXPECT_EQ(*readSignedDataFile(block("PKCS7", "AQ==")), Der{1});
    EXPECT_EQ(readSignedDataFile(block("CMS", "AQ==") + block("CMS", "AQ==")).error().code, "signature.malformed");
}

TEST(Timestamp, everyTimeItWrites_itReadsAgain)
{
    for (const Time time : {Time{0}, test::testTime, Time{951782400}, Time{253402300799}, Time{-1}}) {
        EXPECT_EQ(fromTimestamp(timestamp(time)), time);
    }
}

TEST(Timestamp, otherSpellingsAndTimesThatDoNotExist_areNone)
{
    for (const char* text : {"", "2026-11-23", "2026-11-23T08:00:00", "2026-11-23T08:00:00z", "2026-11-23T08:00:00.0Z",
                             "2026-11-23T08:00:00+00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
                             "2026-00-01T00:00:00Z", "2026-03-00T00:00:00Z", "2026-11-23T24:00:00Z",
                             "2026-11-23T08:60:00Z", "2026-11-23T08:00:60Z", "2026-11-23T08:00:00Z "}) {
        EXPECT_EQ(fromTimestamp(text), std::nullopt) << text;
    }
}

} // namespace
} // namespace ekey::signature
