#include "core/signature/digital_signature.h"
#include "core/signature/login_token.h"
#include "core/signature/openssl_ptr.h"
#include "core/signature/signed_attributes.h"
#include "core/signature/signed_data.h"
#include "crafted.h"
#include "native-host/signing/attributes.h"
#include "native-host/signing/login_token.h"
#include "native-host/signing/signed_data.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace ekey;
using namespace ekey::signature;
using test::craft;
using test::Identity;
using test::KeyKind;

const Identity& root()
{
    static const Identity identity = Identity::authority({});
    return identity;
}

const Identity& enterprise()
{
    static const Identity identity = root().issue({});
    return identity;
}

Error errorOf(std::span<const std::uint8_t> der)
{
    const auto verified = verifySignedData(der);
    return verified ? Error{} : verified.error();
}

Error attribute(const char* name) { return {"signature.attribute", {}, Severity::error, {{"name", name}}}; }

CMS_SignerInfo* only(CMS_ContentInfo* cms) { return sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(cms), 0); }

struct Named {
    int nid;
    const char* name;
};
constexpr Named four[] = {{NID_pkcs9_contentType, "contentType"},
                          {NID_pkcs9_messageDigest, "messageDigest"},
                          {NID_pkcs9_signingTime, "signingTime"},
                          {NID_id_smime_aa_signingCertificateV2, "signingCertificateV2"}};

TEST(HostileSignedData, contentAltered_digest)
{
    const Der der =
        craft(enterprise(), {.afterSigning = [](CMS_ContentInfo* cms) {
                  ASN1_OCTET_STRING_set(*CMS_get0_content(cms), reinterpret_cast<const unsigned char*>("{\"a\":2}"), 7);
              }});
    EXPECT_EQ(errorOf(der).code, "signature.digest");
}

TEST(HostileSignedData, digestAlteredToo_wrong)
{
    const Der der =
        craft(enterprise(), {.afterSigning = [](CMS_ContentInfo* cms) {
                  ASN1_OCTET_STRING_set(*CMS_get0_content(cms), reinterpret_cast<const unsigned char*>("{\"a\":2}"), 7);
                  test::setAttribute(only(cms), NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING,
                                     {digest(Hash::sha256, "{\"a\":2}")});
              }});
    EXPECT_EQ(errorOf(der).code, "signature.wrong");
}

TEST(HostileSignedData, signingTimeAltered_wrong)
{
    const Der der = craft(enterprise(), {.afterSigning = [](CMS_ContentInfo* cms) {
                              test::setAttribute(only(cms), NID_pkcs9_signingTime, V_ASN1_UTCTIME, {"271123080000Z"});
                          }});
    EXPECT_EQ(errorOf(der).code, "signature.wrong");
}

TEST(HostileSignedData, attributeAddedAfterSigning_wrong)
{
    const Der der = craft(enterprise(), {.afterSigning = [](CMS_ContentInfo* cms) {
                              test::addAttribute(only(cms), NID_description, V_ASN1_UTF8STRING, "x");
                          }});
    EXPECT_EQ(errorOf(der).code, "signature.wrong");
}

TEST(HostileSignedData, oneOfTheFourMissing_namesIt)
{
    for (const Named& one : four) {
        const Der der =
            craft(enterprise(), {.beforeSigning = [&](CMS_SignerInfo* info) { test::removeAttribute(info, one.nid); }});
        EXPECT_EQ(errorOf(der), attribute(one.name));
    }
}

TEST(HostileSignedData, oneOfTheFourTwice_namesIt)
{
    for (const Named& one : four) {
        const Der der = craft(enterprise(), {.beforeSigning = [&](CMS_SignerInfo* info) {
                                  X509_ATTRIBUTE* first =
                                      CMS_signed_get_attr(info, CMS_signed_get_attr_by_NID(info, one.nid, -1));
                                  CMS_signed_add1_attr(info, first);
                              }});
        EXPECT_EQ(errorOf(der), attribute(one.name));
    }
}

TEST(HostileSignedData, twoValuesOrNone_namesIt)
{
    const std::string right = digest(Hash::sha256, test::Recipe{}.content);
    for (const std::vector<std::string>& values :
         {std::vector<std::string>{right, std::string(32, 'x')}, {right, right}, {}}) {
        const Der der = craft(enterprise(), {.beforeSigning = [&](CMS_SignerInfo* info) {
                                  test::setAttribute(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING, values);
                              }});
        EXPECT_EQ(errorOf(der), attribute("messageDigest")) << values.size();
    }
}

TEST(HostileSignedData, attributeOfAnotherType_namesIt)
{
    for (const Named& one : four) {
        const Der der = craft(enterprise(), {.beforeSigning = [&](CMS_SignerInfo* info) {
                                  test::setAttribute(info, one.nid, V_ASN1_UTF8STRING, {"261123080000Z"});
                              }});
        EXPECT_EQ(errorOf(der), attribute(one.name));
    }
}

TEST(HostileSignedData, signingTimeThatIsNone_namesIt)
{
    for (const char* text : {"261323080000Z", "2611230800", "x", ""}) {
        const Der der = craft(enterprise(), {.beforeSigning = [&](CMS_SignerInfo* info) {
                                  test::setAttribute(info, NID_pkcs9_signingTime, V_ASN1_UTCTIME, {text});
                              }});
        EXPECT_EQ(errorOf(der), attribute("signingTime")) << text;
    }
}

TEST(HostileSignedData, attributes_haveALimit)
{
    const auto with = [](int more) {
        return craft(enterprise(), {.beforeSigning = [more](CMS_SignerInfo* info) {
                         for (int i = 0; i < more; ++i) {
                             test::addAttribute(info, NID_description, V_ASN1_UTF8STRING, std::to_string(i));
                         }
                     }});
    };
    EXPECT_EQ(errorOf(with(signedAttributesMost - 4)), Error{});
    EXPECT_EQ(errorOf(with(signedAttributesMost - 3)).code, "signature.attribute");
}

TEST(HostileSignedData, attributeNamesAnotherCertificate_refused)
{
    const Identity other = root().issue({});
    const Der der = craft(enterprise(), {.beforeSigning = [&](CMS_SignerInfo* info) {
                              test::setAttribute(info, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE,
                                                 {test::signingCertificate(other.certificate())});
                          }});
    EXPECT_EQ(errorOf(der).code, "signature.signer_certificate");
}

TEST(HostileSignedData, attributeThatNamesNothing_refused)
{
    const auto with = [](std::string value) {
        return errorOf(craft(enterprise(), {.beforeSigning = [&](CMS_SignerInfo* info) {
                                 test::setAttribute(info, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE,
                                                    {value});
                             }}));
    };
    EXPECT_EQ(with(std::string("\x30\x00", 2)), attribute("signingCertificateV2"));
    EXPECT_EQ(with("\x30\x01\x05"), attribute("signingCertificateV2"));
    EXPECT_EQ(with(std::string("\x30\x02\x30\x00", 4)).code, "signature.signer_certificate"); // an empty list
}

TEST(HostileSignedData, attributeThatNamesAnotherCertificateToo_refused)
{
    const Identity other = root().issue({});
    // SigningCertificateV2 { certs { ours, other } } from the two with one each: SEQUENCE { SEQUENCE { id } }, all
    // short.
    const std::string ours = test::signingCertificate(enterprise().certificate()).substr(4);
    const std::string second = test::signingCertificate(other.certificate()).substr(4);
    const std::string ids = ours + second;
    ASSERT_LT(ids.size(), 126U);
    const std::string value =
        std::string{'\x30', static_cast<char>(ids.size() + 2), '\x30', static_cast<char>(ids.size())} + ids;

    const Der der = craft(enterprise(), {.beforeSigning = [&](CMS_SignerInfo* info) {
                              test::setAttribute(info, NID_id_smime_aa_signingCertificateV2, V_ASN1_SEQUENCE, {value});
                          }});

    EXPECT_EQ(errorOf(der).code, "signature.signer_certificate");
}

TEST(HostileSignedData, certificateSwappedForOneOfTheSameKey_refused)
{
    // Same issuer, serial number and key, other rights: only the hash in the signed attribute tells.
    X509Ptr forged(X509_dup(enterprise().certificate().native()));
    ASSERT_TRUE(
        ASN1_TIME_set(X509_getm_notAfter(forged.get()), static_cast<time_t>(test::testTime + 9999 * test::day)));
    ASSERT_GT(X509_sign(forged.get(), root().key(), EVP_sha256()), 0);
    const auto with = [&](bool genuine) {
        return craft(enterprise(), {.withCertificate = genuine, .afterSigning = [&](CMS_ContentInfo* cms) {
                                        ASSERT_EQ(CMS_add1_cert(cms, forged.get()), 1);
                                    }});
    };
    EXPECT_EQ(errorOf(with(false)).code, "signature.signer_certificate");

    const auto both = verifySignedData(with(true));
    ASSERT_TRUE(both);
    EXPECT_EQ(both->certificates.size(), 2U);
    EXPECT_EQ(both->signer.fingerprint(), enterprise().certificate().fingerprint());
}

TEST(HostileSignedData, signatureOfAnotherKey_wrong)
{
    const Identity other = root().issue({});
    const Der der = craft(
        enterprise(), {.afterSigning = [&](CMS_ContentInfo* cms) {
            const std::string hashed = digest(Hash::sha256, signing::attributesDer(only(cms)));
            const auto raw =
                other.signer()("ES256", {reinterpret_cast<const std::uint8_t*>(hashed.data()), hashed.size()});
            const Der value = ecdsaDer("ES256", *raw);
            ASN1_STRING_set(CMS_SignerInfo_get0_signature(only(cms)), value.data(), static_cast<int>(value.size()));
        }});
    EXPECT_EQ(errorOf(der).code, "signature.wrong");
}

TEST(HostileSignedData, signatureAlgorithmOfAnotherKey_refused)
{
    const Der der =
        craft(enterprise(), {.afterSigning = [](CMS_ContentInfo* cms) {
                  X509_ALGOR* algorithm = nullptr;
                  CMS_SignerInfo_get0_algs(only(cms), nullptr, nullptr, nullptr, &algorithm);
                  X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256WithRSAEncryption), V_ASN1_NULL, nullptr);
              }});
    EXPECT_EQ(errorOf(der).code, "signature.algorithm");
}

TEST(HostileSignedData, hashOfTheSignatureUnlikeTheDigests_refused)
{
    const Der der = craft(enterprise(), {.afterSigning = [](CMS_ContentInfo* cms) {
                              X509_ALGOR* algorithm = nullptr;
                              CMS_SignerInfo_get0_algs(only(cms), nullptr, nullptr, nullptr, &algorithm);
                              X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_ecdsa_with_SHA384), V_ASN1_UNDEF, nullptr);
                          }});
    EXPECT_EQ(errorOf(der).code, "signature.algorithm");
}

TEST(HostileSignedData, digestOutsideTheList_refused)
{
    for (const int nid : {NID_sha3_256, NID_sm3, NID_md5}) {
        const Der der = craft(enterprise(), {.afterSigning = [nid](CMS_ContentInfo* cms) {
                                  X509_ALGOR* algorithm = nullptr;
                                  CMS_SignerInfo_get0_algs(only(cms), nullptr, nullptr, &algorithm, nullptr);
                                  X509_ALGOR_set0(algorithm, OBJ_nid2obj(nid), V_ASN1_UNDEF, nullptr);
                              }});
        EXPECT_EQ(errorOf(der).code, "signature.algorithm") << nid;
    }
}

TEST(HostileSignedData, secondSigner_refused)
{
    const Identity other = root().issue({});
    const Der der = craft(enterprise(), {.afterSigning = [&](CMS_ContentInfo* cms) {
                              CMS_add1_signer(cms, other.certificate().native(), other.key(), EVP_sha256(),
                                              CMS_PARTIAL | CMS_BINARY | CMS_NOSMIMECAP | CMS_NOATTR);
                          }});
    EXPECT_EQ(errorOf(der).code, "signature.signers");
}

TEST(HostileSignedData, noSigner_refused)
{
    const CmsPtr cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_BINARY | CMS_DETACHED));
    ASSERT_EQ(CMS_add1_cert(cms.get(), enterprise().certificate().native()), 1);
    EXPECT_EQ(errorOf(encode<const CMS_ContentInfo>(cms.get(), i2d_CMS_ContentInfo)).code, "signature.signers");
}

TEST(HostileSignedData, anotherKindOfCms_malformed)
{
    const BioPtr in(BIO_new_mem_buf("x", 1));
    const CmsPtr data(CMS_data_create(in.get(), CMS_BINARY));
    EXPECT_EQ(errorOf(encode<const CMS_ContentInfo>(data.get(), i2d_CMS_ContentInfo)).code, "signature.malformed");
}

TEST(HostileSignedData, otherVersions_malformed)
{
    const Der genuine = craft(enterprise());
    const std::uint8_t ofSignedData[] = {0x02, 0x01, 0x01, 0x31}; // before a SET: digestAlgorithms
    const std::uint8_t ofSignerInfo[] = {0x02, 0x01, 0x01, 0x30}; // before a SEQUENCE: issuerAndSerialNumber
    for (const auto* version : {ofSignedData, ofSignerInfo}) {
        const auto at = std::search(genuine.begin(), genuine.end(), version, version + 4) - genuine.begin();
        ASSERT_LT(at, static_cast<std::ptrdiff_t>(genuine.size()));
        for (const std::uint8_t number : {0, 2, 3, 255}) {
            Der der = genuine;
            der[static_cast<std::size_t>(at) + 2] = number;
            EXPECT_EQ(errorOf(der).code, "signature.malformed") << int(number);
        }
    }
}

TEST(HostileSignedData, bytesAfterIt_malformed)
{
    Der der = craft(enterprise());
    der.push_back(0);
    EXPECT_EQ(errorOf(der).code, "signature.malformed");
}

// Without attributes a SignedData over H(origin) ‖ H(nonce) holds, byte for byte, the signature of a log-in token.
TEST(HostileSignedData, loginMessageAsContent_yieldsNoToken)
{
    const std::string origin = "https://victim.example";
    const std::string nonce(44, 'n');
    const std::string message = loginMessage("ES256", origin, nonce);
    const auto token = signing::loginToken(enterprise().certificate(), origin, nonce, "", enterprise().signer());
    ASSERT_TRUE(token);

    // A log-in token made into SignedData is refused …
    const CmsPtr cms(CMS_sign(nullptr, nullptr, nullptr, nullptr, CMS_PARTIAL | CMS_BINARY | CMS_DETACHED));
    *CMS_get0_content(cms.get()) = ASN1_OCTET_STRING_new();
    ASN1_OCTET_STRING_set(*CMS_get0_content(cms.get()), reinterpret_cast<const unsigned char*>(message.data()),
                          static_cast<int>(message.size()));
    CMS_SignerInfo* info = CMS_add1_signer(cms.get(), enterprise().certificate().native(), enterprise().key(),
                                           EVP_sha256(), CMS_PARTIAL | CMS_BINARY | CMS_NOATTR);
    const Der value = ecdsaDer("ES256", token->signature);
    ASN1_STRING_set(CMS_SignerInfo_get0_signature(info), value.data(), static_cast<int>(value.size()));
    EXPECT_EQ(errorOf(encode<const CMS_ContentInfo>(cms.get(), i2d_CMS_ContentInfo)).code, "signature.no_attributes");

    // … and what signing such a content yields is no log-in token.
    Der captured;
    const auto built = signing::signedData(message, enterprise().certificate(), {.now = test::testTime},
                                           [&](std::string_view algorithm, std::span<const std::uint8_t> hashed) {
                                               auto raw = enterprise().signer()(algorithm, hashed);
                                               captured = *raw;
                                               return raw;
                                           });
    ASSERT_TRUE(built);
    EXPECT_FALSE(verifyLoginToken({enterprise().certificate(), "ES256", captured, ""}, origin, nonce));
}

TEST(HostileSignedData, cutAnywhere_malformed)
{
    const Der der = craft(enterprise());
    for (std::size_t size = 0; size < der.size(); ++size) {
        ASSERT_EQ(errorOf({der.data(), size}).code, "signature.malformed") << size;
    }
}

TEST(HostileSignedData, anyBitFlipped_neverVerifiesAsAnythingElse)
{
    const test::Recipe recipe;
    Der der = craft(enterprise(), recipe);
    for (std::size_t i = 0; i < der.size() * 8; ++i) {
        der[i / 8] ^= static_cast<std::uint8_t>(1U << (i % 8));
        if (const auto verified = verifySignedData(der)) { // the list of digest algorithms is not covered by anything
            ASSERT_EQ(verified->content, recipe.content) << i;
            ASSERT_EQ(verified->signer.fingerprint(), enterprise().certificate().fingerprint()) << i;
            ASSERT_EQ(verified->signingTime, test::testTime) << i;
        }
        der[i / 8] ^= static_cast<std::uint8_t>(1U << (i % 8));
    }
}

} // namespace
