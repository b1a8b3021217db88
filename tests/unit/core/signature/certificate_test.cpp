#include "core/signature/certificate.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>
#include <openssl/obj_mac.h>

#include <algorithm>

namespace {

using namespace ekey;
using namespace ekey::signature;
using test::Identity;
using test::KeyKind;
using test::Profile;

const Identity& root()
{
    static const Identity identity = Identity::authority({.commonName = "测试根"});
    return identity;
}

Certificate issued(const Profile& profile) { return root().issue(profile).certificate(); }

std::string codeOf(const Result<Certificate>& result) { return result ? "" : result.error().code; }

TEST(Certificate, enterpriseCertificate_tellsWhoseItIs)
{
    const Certificate certificate = issued(
        {.commonName = "天津示范进出口有限公司", .uscc = "91120000PDY00001X7", .email = "user@demonstration.example"});

    EXPECT_EQ(certificate.commonName(), "天津示范进出口有限公司");
    EXPECT_EQ(certificate.issuerName(), "测试根");
    EXPECT_EQ(certificate.uscc(), "91120000PDY00001X7");
    EXPECT_EQ(certificate.email(), "user@demonstration.example");
    EXPECT_EQ(certificate.subject(), "CN=天津示范进出口有限公司,organizationIdentifier=NTRCN-91120000PDY00001X7,C=CN");
    EXPECT_EQ(certificate.issuer(), "CN=测试根,C=CN");
    EXPECT_FALSE(certificate.isAuthority());
    EXPECT_TRUE(root().certificate().isAuthority());
}

TEST(Certificate, sameCertificate_agreesWithTheOpensslCommand)
{
    const test::TempFolder folder;
    const Identity identity = root().issue({.commonName = "O'Neill, \"A+B\"; <c>#"});
    test::writeFile(folder / "certificate.pem", identity.certificatePem());

    test::run(EKEY_OPENSSL,
              {"x509", "-in", (folder / "certificate.pem").string(), "-noout", "-serial", "-fingerprint", "-sha256",
               "-subject", "-nameopt", "RFC2253,utf8,-esc_msb", "-out", (folder / "text").string()});

    std::string expected = test::readFile(folder / "text");
    std::erase(expected, ':');
    const Certificate& certificate = identity.certificate();
    std::string fingerprint = certificate.fingerprint();
    for (char& c : fingerprint) {
        c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    EXPECT_EQ(expected, "serial=" + certificate.serial() + "\nsha256 Fingerprint=" + fingerprint +
                            "\nsubject=" + certificate.subject() + "\n");
}

TEST(Certificate, times_surviveEveryKindOfYear)
{
    // 1970, leap day 2000, before and after the change to GeneralizedTime in 2050, no leap day in 2100, the last
    // second.
    for (const Time time : {0LL, 951782399LL, 951868799LL, 2524607999LL, 2524608000LL, 4107542400LL, 253402300799LL}) {
        const Certificate certificate = issued({.notBefore = time, .notAfter = time});
        EXPECT_EQ(certificate.notBefore(), time);
        EXPECT_EQ(certificate.notAfter(), time);
    }
}

TEST(Certificate, nameWithNul_isNoNameAndShownEscaped)
{
    const Certificate certificate = issued({.commonName = std::string("good\0evil", 9)});

    EXPECT_EQ(certificate.commonName(), "");
    EXPECT_EQ(certificate.subject(), "CN=good\\00evil,C=CN");
}

TEST(Certificate, nameThatIsNoUtf8_isMalformed)
{
    Der der = issued({.commonName = "placeholder"}).der();
    const std::string_view name = "placeholder";
    const auto at = std::search(der.begin(), der.end(), name.begin(), name.end());
    ASSERT_NE(at, der.end());
    at[0] = 0xC3; // begins a character of two bytes, which ends with none
    EXPECT_EQ(codeOf(Certificate::read(der)), "certificate.malformed");
}

TEST(Certificate, twoCommonNames_areNoName) { EXPECT_EQ(issued({.names = {{"CN", "乙公司"}}}).commonName(), ""); }

TEST(Certificate, organizationIdentifierOfAnotherShape_isNoUscc)
{
    EXPECT_EQ(issued({}).uscc(), "");
    for (const char* value : {"NTRCN-", "NTRCN-91120000PDY00001X", "NTRCN-91120000PDY00001X77",
                              "NTRCN-91120000pdy00001x7", "NTRDE-91120000PDY00001X7", "VATCN-91120000PDY00001X7",
                              "91120000PDY00001X7", " NTRCN-91120000PDY00001X7", "NTRCN-91120000PDY00001X\n"}) {
        EXPECT_EQ(issued({.names = {{"organizationIdentifier", value}}}).uscc(), "") << value;
    }
    EXPECT_EQ(issued({.names = {{"organizationIdentifier", std::string("NTRCN-91120000PDY00001\0X7", 25)}}}).uscc(),
              "");
}

TEST(Certificate, twoOrganizationIdentifiers_areNoUscc)
{
    EXPECT_EQ(issued({.uscc = "91120000PDY00001X7", .names = {{"organizationIdentifier", "NTRCN-91110000PDY00002X5"}}})
                  .uscc(),
              "");
}

TEST(Certificate, severalAlternativeNames_firstMailCounts)
{
    EXPECT_EQ(issued({}).email(), "");
    EXPECT_EQ(
        issued({.extensions = {{NID_subject_alt_name, "DNS:a.example,email:b@c.example,email:d@e.example"}}}).email(),
        "b@c.example");
    EXPECT_EQ(issued({.extensions = {{NID_subject_alt_name, "DNS:a.example"}}}).email(), "");
}

TEST(Certificate, keyUsage_decidesWhatItMayDo)
{
    struct Case {
        const char* usage;
        bool authenticate;
        bool sign;
    };
    for (const Case& c : {Case{"critical,digitalSignature,nonRepudiation", true, true},
                          Case{"digitalSignature", true, true}, Case{"critical,nonRepudiation", false, true},
                          Case{"critical,keyEncipherment", false, false}, Case{"", false, false}}) {
        const Certificate certificate = issued({.keyUsage = c.usage});
        EXPECT_EQ(certificate.mayAuthenticate(), c.authenticate) << c.usage;
        EXPECT_EQ(certificate.maySign(), c.sign) << c.usage;
    }
}

TEST(Certificate, authority_maySignNoDocument)
{
    const Certificate authority =
        issued({.keyUsage = "critical,digitalSignature,keyCertSign", .basicConstraints = "CA:TRUE"});

    EXPECT_TRUE(authority.isAuthority());
    EXPECT_FALSE(authority.mayAuthenticate());
    EXPECT_FALSE(authority.maySign());
}

TEST(Certificate, keys_haveTheirUsualAlgorithmOrNone)
{
    EXPECT_EQ(issued({.key = KeyKind::p256}).algorithm(), "ES256");
    EXPECT_EQ(issued({.key = KeyKind::p384}).algorithm(), "ES384");
    EXPECT_EQ(issued({.key = KeyKind::rsa2048}).algorithm(), "RS256");
    EXPECT_EQ(issued({.key = KeyKind::p521}).algorithm(), "");
    EXPECT_EQ(issued({.key = KeyKind::rsa1024}).algorithm(), "");
    EXPECT_EQ(issued({.key = KeyKind::p256Explicit}).algorithm(), "");
}

TEST(Certificate, demonstrationPolicy_isFoundAmongOthers)
{
    EXPECT_TRUE(issued({.policies = {"1.2.3.4", demonstrationPolicy}}).isDemonstration());
    EXPECT_FALSE(issued({.policies = {"1.2.3.4", std::string(demonstrationPolicy) + ".1"}}).isDemonstration());
    EXPECT_FALSE(issued({}).isDemonstration());
}

TEST(Certificate, derReadAgain_isTheSame)
{
    const Certificate certificate = issued({});
    EXPECT_EQ(Certificate::read(certificate.der())->fingerprint(), certificate.fingerprint());
}

TEST(Certificate, cutAnywhereOrLonger_isMalformed)
{
    Der der = issued({}).der();
    for (std::size_t size = 0; size < der.size(); ++size) {
        ASSERT_EQ(codeOf(Certificate::read({der.data(), size})), "certificate.malformed") << size;
    }
    der.push_back(0);
    EXPECT_EQ(codeOf(Certificate::read(der)), "certificate.malformed");
}

TEST(Certificate, anotherEncodingOfTheSame_isMalformed)
{
    Der der = issued({}).der();
    ASSERT_EQ(der[1], 0x82); // two octets of length; BER allows three
    der[1] = 0x83;
    der.insert(der.begin() + 2, 0);
    EXPECT_EQ(codeOf(Certificate::read(der)), "certificate.malformed");
}

TEST(Certificate, extensionTwice_isMalformed)
{
    const Der der = root().issueDer({.extensions = {{NID_basic_constraints, "CA:TRUE"}}});
    EXPECT_EQ(codeOf(Certificate::read(der)), "certificate.malformed");
}

TEST(Certificate, sizeLimit_holdsToTheByte)
{
    // An RSA signature has always the same size, so the comment decides the whole.
    const Identity authority = Identity::authority({.key = KeyKind::rsa2048});
    const auto sized = [&authority](std::size_t comment) {
        return authority.issueDer({.extensions = {{NID_netscape_comment, std::string(comment, 'x')}}});
    };
    const std::size_t rest = sized(10000).size() - 10000;

    const Der fits = sized(certificateMost - rest);
    const Der tooLong = sized(certificateMost - rest + 1);

    ASSERT_EQ(fits.size(), certificateMost);
    EXPECT_EQ(codeOf(Certificate::read(fits)), "");
    EXPECT_EQ(codeOf(Certificate::read(tooLong)), "certificate.malformed");
}

} // namespace
