#include "native-host/signing/certification_request.h"

#include "core/signature/openssl_ptr.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>
#include <openssl/core_names.h>

namespace ekey::signing {
namespace {

using test::Identity;
using test::KeyKind;

/// As a token would give the public key of an identity.
PublicKey publicKeyOf(const Identity& identity, KeyKind kind)
{
    PublicKey key;
    if (kind == KeyKind::rsa2048 || kind == KeyKind::rsa3072) {
        key.kind = PublicKey::Kind::rsa;
        for (const auto& [name, out] :
             {std::pair{OSSL_PKEY_PARAM_RSA_N, &key.modulus}, std::pair{OSSL_PKEY_PARAM_RSA_E, &key.exponent}}) {
            BIGNUM* number = nullptr;
            EXPECT_EQ(EVP_PKEY_get_bn_param(identity.key(), name, &number), 1);
            out->resize(static_cast<std::size_t>(BN_num_bytes(number)));
            BN_bn2bin(number, out->data());
            BN_free(number);
        }
        return key;
    }
    key.kind = kind == KeyKind::p256   ? PublicKey::Kind::p256
               : kind == KeyKind::p384 ? PublicKey::Kind::p384
                                       : PublicKey::Kind::sm2;
    unsigned char* point = nullptr;
    const std::size_t size = EVP_PKEY_get1_encoded_public_key(identity.key(), &point);
    key.point.assign(point, point + size);
    OPENSSL_free(point);
    return key;
}

class RequestOf : public testing::TestWithParam<KeyKind> {};

TEST_P(RequestOf, everyKey_satisfiesTheOpensslCommand)
{
    const Identity identity = Identity::authority({.key = GetParam()});
    const auto der = certificationRequest(
        {{"C", "CN"}, {"organizationIdentifier", "NTRCN-91120000PDY00001X7"}, {"CN", "天津示范进出口有限公司"}},
        publicKeyOf(identity, GetParam()), identity.signer());
    ASSERT_TRUE(der) << der.error().code;

    const test::TempFolder folder;
    test::writeFile(folder / "request", std::string(der->begin(), der->end()));
    std::vector<std::string> arguments{"req",    "-verify",  "-inform",  "DER",  "-in",  (folder / "request").string(),
                                       "-noout", "-subject", "-nameopt", "utf8", "-out", (folder / "subject").string()};
    if (GetParam() == KeyKind::sm2) {
        arguments.insert(arguments.end(), {"-vfyopt", "distid:1234567812345678"});
    }
    test::run(EKEY_OPENSSL, arguments); // ends the test where it refuses
    EXPECT_NE(test::readFile(folder / "subject").find("天津示范进出口有限公司"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Keys, RequestOf,
                         testing::Values(KeyKind::p256, KeyKind::p384, KeyKind::rsa2048, KeyKind::rsa3072,
                                         KeyKind::sm2));

TEST(CertificationRequest, renewal_keepsTheSubjectByteForByte)
{
    const Identity old = Identity::authority({.commonName = "旧", .uscc = "91120000PDY00001X7"});
    const Identity fresh = Identity::authority({.key = KeyKind::sm2});
    const auto der = certificationRequest(old.certificate(), publicKeyOf(fresh, KeyKind::sm2), fresh.signer());
    ASSERT_TRUE(der);
    const unsigned char* in = der->data();
    const signature::Owner<X509_REQ, X509_REQ_free> request(d2i_X509_REQ(nullptr, &in, static_cast<long>(der->size())));
    ASSERT_TRUE(request);
    EXPECT_EQ(
        X509_NAME_cmp(X509_REQ_get_subject_name(request.get()), X509_get_subject_name(old.certificate().native())), 0);
}

TEST(CertificationRequest, driverThatAnswersWrongly_isFound)
{
    const Identity identity = Identity::authority({});
    const PublicKey key = publicKeyOf(identity, KeyKind::p256);
    const auto wrong = certificationRequest({{"CN", "a"}}, key, [&](auto algorithm, auto digest) {
        auto raw = identity.signer()(algorithm, digest);
        (*raw)[3] ^= 1;
        return raw;
    });
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, "driver.signature");
    const Identity other = Identity::authority({});
    EXPECT_EQ(certificationRequest({{"CN", "a"}}, key, other.signer()).error().code, "driver.signature");
}

TEST(CertificationRequest, keysThatAreNone_askNobody)
{
    const RawSigner never = [](auto, auto) -> Result<Der> {
        ADD_FAILURE() << "asked";
        return Der{};
    };
    const Identity identity = Identity::authority({});
    PublicKey key = publicKeyOf(identity, KeyKind::p256);
    key.point[40] ^= 1; // not on the curve
    EXPECT_EQ(certificationRequest({{"CN", "a"}}, key, never).error().code, "request.key");
    EXPECT_EQ(certificationRequest({{"CN", "a"}}, PublicKey{}, never).error().code, "request.key");
    const Identity small = Identity::authority({.key = KeyKind::rsa2048});
    PublicKey rsa = publicKeyOf(small, KeyKind::rsa2048);
    rsa.modulus.resize(128); // 1024 bits
    EXPECT_EQ(certificationRequest({{"CN", "a"}}, rsa, never).error().code, "request.key");
}

TEST(CertificationRequest, subjectThatIsNone_namesTheField)
{
    const Identity identity = Identity::authority({});
    const PublicKey key = publicKeyOf(identity, KeyKind::p256);
    const auto unknown = certificationRequest({{"noSuchField", "a"}}, key, identity.signer());
    EXPECT_EQ(unknown.error().code, "request.subject");
    EXPECT_EQ(unknown.error().params["name"], "noSuchField");
    EXPECT_EQ(certificationRequest(Subject{{"C", "China"}}, key, identity.signer()).error().code, "request.subject");
    EXPECT_EQ(certificationRequest(Subject{}, key, identity.signer()).error().code, "request.subject");
}

} // namespace
} // namespace ekey::signing
