// SM2 in both containers, and GB/T 35275 as others write it.
#include "core/signature/chain.h"
#include "core/signature/signed_data.h"
#include "core/signature/signed_document.h"
#include "core/signature/sm2.h"
#include "native-host/signing/signed_data.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>
#include <openssl/core_names.h>
#include <openssl/params.h>
#include <openssl/pkcs7.h>

namespace ekey::signature {
namespace {

using signing::SigningOptions;
using test::Identity;
using test::KeyKind;
using test::testTime;

const std::string content = "{\"audience\":\"https://ekey.example\"}";

const Identity& root()
{
    static const Identity identity = Identity::authority({.commonName = "根", .key = KeyKind::sm2});
    return identity;
}

const Identity& enterprise()
{
    static const Identity identity = root().issue({.key = KeyKind::sm2});
    return identity;
}

Der signedAs(Form form, bool detached = false, const Identity& signer = enterprise())
{
    const auto der = signing::signedData(content, signer.certificate(),
                                         {.now = testTime, .form = form, .detached = detached}, signer.signer());
    EXPECT_TRUE(der);
    return der ? *der : Der{};
}

std::string codeOf(const Der& der, std::optional<std::string_view> detached = std::nullopt,
                   Attributes attributes = Attributes::demanded)
{
    const auto verified = verifySignedData(der, detached, attributes);
    return verified ? "" : verified.error().code;
}

Der bytes(std::string_view hexadecimal)
{
    long size = 0;
    unsigned char* raw = OPENSSL_hexstr2buf(std::string(hexadecimal).c_str(), &size);
    const Der found(raw, raw + size);
    OPENSSL_free(raw);
    return found;
}

KeyPtr publicKey(Der point)
{
    char group[] = "SM2";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
        OSSL_PARAM_construct_end()};
    const KeyContextPtr context(EVP_PKEY_CTX_new_from_name(nullptr, "SM2", nullptr));
    EVP_PKEY* key = nullptr;
    EXPECT_EQ(EVP_PKEY_fromdata_init(context.get()), 1);
    EXPECT_EQ(EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(parameters)), 1);
    return KeyPtr(key);
}

TEST(Sm2, example_isThatOfTheStandard)
{
    // GB/T 32918.5-2017, annex A.
    const KeyPtr key = publicKey(bytes("0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
                                       "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"));
    const std::string message = "message digest";
    const std::string e = sm2Digest(key.get(), message);
    EXPECT_EQ(Der(e.begin(), e.end()), bytes("F0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640"));
    const Der signature = ecdsaDer("SM2", bytes("F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
                                                "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"));
    EXPECT_TRUE(verifies(key.get(), {Hash::sm3, Method::sm2}, message, signature));
    EXPECT_FALSE(verifies(key.get(), {Hash::sm3, Method::sm2}, message + "!", signature));
    EXPECT_FALSE(verifies(key.get(), {Hash::sha256, Method::ecdsa}, message, signature));
}

TEST(Sm2, digestForAnotherKey_isNone)
{
    const Identity p256 = root().issue({});
    EXPECT_EQ(sm2Digest(X509_get0_pubkey(p256.certificate().native()), "message"), "");
}

TEST(Sm2, certificateOfAnSm2Authority_hasItsChain)
{
    Anchors anchors;
    anchors.add(root().certificate());
    EXPECT_TRUE(checkChain(enterprise().certificate(), {}, anchors, testTime));
    const Identity other = Identity::authority({.commonName = "根", .key = KeyKind::sm2});
    Anchors others;
    others.add(other.certificate());
    EXPECT_FALSE(checkChain(enterprise().certificate(), {}, others, testTime));
}

class FormOf : public testing::TestWithParam<Form> {};

TEST_P(FormOf, sm2_tellsContentSignerAlgorithmAndTime)
{
    const auto verified = verifySignedData(signedAs(GetParam()));
    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->form, GetParam());
    EXPECT_EQ(verified->content, content);
    EXPECT_EQ(verified->signer.fingerprint(), enterprise().certificate().fingerprint());
    EXPECT_EQ(verified->algorithm, "SM2-SM3");
    EXPECT_EQ(verified->signingTime, testTime);
    EXPECT_FALSE(verified->detached);
}

TEST_P(FormOf, detached_wantsItsContent)
{
    const Der der = signedAs(GetParam(), true);
    EXPECT_EQ(codeOf(der, content), "");
    EXPECT_EQ(codeOf(der), "signature.no_content");
    EXPECT_EQ(codeOf(der, "other"), "signature.digest");
    EXPECT_EQ(codeOf(signedAs(GetParam()), content), "signature.malformed");
}

TEST_P(FormOf, everyFlippedByte_isRefusedOrChangesNothingThatCounts)
{
    const Der der = signedAs(GetParam());
    for (std::size_t i = 0; i < der.size(); ++i) {
        Der changed = der;
        changed[i] ^= 0x01;
        if (const auto verified = verifySignedData(changed)) { // the list of digest algorithms is not covered
            ASSERT_EQ(verified->content, content) << i;
            ASSERT_EQ(verified->signer.fingerprint(), enterprise().certificate().fingerprint()) << i;
            ASSERT_EQ(verified->signingTime, testTime) << i;
        }
    }
}

TEST_P(FormOf, cutAnywhereOrLonger_malformed)
{
    Der der = signedAs(GetParam());
    for (std::size_t size = 0; size < der.size(); ++size) {
        ASSERT_EQ(codeOf(Der(der.begin(), der.begin() + static_cast<std::ptrdiff_t>(size))), "signature.malformed");
    }
    der.push_back(0);
    EXPECT_EQ(codeOf(der), "signature.malformed");
}

INSTANTIATE_TEST_SUITE_P(Forms, FormOf, testing::Values(Form::cms, Form::gbt35275),
                         [](const auto& tested) { return std::string(name(tested.param)); });

TEST(Gbt35275, otherKeysThanSm2_areNotSignedInIt)
{
    const Identity p256 = root().issue({});
    const auto der = signing::signedData(content, p256.certificate(), {.now = testTime, .form = Form::gbt35275},
                                         [](auto, auto) -> Result<Der> {
                                             ADD_FAILURE() << "asked";
                                             return Der{};
                                         });
    ASSERT_FALSE(der);
    EXPECT_EQ(der.error().code, "signature.algorithm");
}

/// As GmSSL and older controls write it: no attributes, the signature over the content itself.
Der withoutAttributes(const char* algorithm = "1.2.156.10197.1.501")
{
    const Der der = signedAs(Form::gbt35275);
    const unsigned char* in = der.data();
    const Owner<PKCS7, PKCS7_free> outer(d2i_PKCS7(nullptr, &in, static_cast<long>(der.size())));
    ASN1_STRING* body = outer->d.other->value.sequence;
    in = ASN1_STRING_get0_data(body);
    const Owner<PKCS7_SIGNED, PKCS7_SIGNED_free> data(d2i_PKCS7_SIGNED(nullptr, &in, ASN1_STRING_length(body)));
    PKCS7_SIGNER_INFO* info = sk_PKCS7_SIGNER_INFO_value(data->signer_info, 0);
    sk_X509_ATTRIBUTE_pop_free(info->auth_attr, X509_ATTRIBUTE_free);
    info->auth_attr = nullptr;
    X509_ALGOR_set0(info->digest_enc_alg, OBJ_txt2obj(algorithm, 1), V_ASN1_UNDEF, nullptr);
    const std::string e = sm2Digest(X509_get0_pubkey(enterprise().certificate().native()), content);
    const auto raw = enterprise().signer()("SM2", {reinterpret_cast<const std::uint8_t*>(e.data()), e.size()});
    const Der value = ecdsaDer("SM2", *raw);
    ASN1_STRING_set(info->enc_digest, value.data(), static_cast<int>(value.size()));
    const Der changed = encode<const PKCS7_SIGNED>(data.get(), i2d_PKCS7_SIGNED);
    ASN1_STRING_set(body, changed.data(), static_cast<int>(changed.size()));
    return encode<const PKCS7>(outer.get(), i2d_PKCS7);
}

TEST(Gbt35275, withoutAttributes_isALegacyFormAndNeverASubmission)
{
    const Der der = withoutAttributes();
    EXPECT_EQ(codeOf(der), "signature.no_attributes");
    const auto verified = verifySignedData(der, std::nullopt, Attributes::optional);
    ASSERT_TRUE(verified) << verified.error().code;
    ASSERT_EQ(verified->warnings.size(), 1U);
    EXPECT_EQ(verified->warnings[0].code, "signature.no_attributes");
    EXPECT_FALSE(verified->signingTime);
}

TEST(Gbt35275, algorithmNamedAsTheStandardsTextDoes_isTaken)
{
    EXPECT_EQ(codeOf(withoutAttributes("1.2.156.10197.1.301.1"), std::nullopt, Attributes::optional), "");
    EXPECT_EQ(codeOf(withoutAttributes("1.2.156.10197.1.504"), std::nullopt, Attributes::optional),
              "signature.algorithm");
}

} // namespace
} // namespace ekey::signature
