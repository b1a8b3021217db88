#include "core/signature/chain.h"
#include "core/signature/openssl_ptr.h"
#include "core/signature/signed_data.h"
#include "native-host/signing/signed_data.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>

namespace {

using namespace ekey;
using namespace ekey::signing;
using test::Identity;
using test::KeyKind;
using test::testTime;

const std::string content = "{\"audience\":\"https://ekey.example\",\"name\":\"天津示范进出口有限公司\"}\r\n";

const Identity& root()
{
    static const Identity identity = Identity::authority({.commonName = "测试根"});
    return identity;
}

const Identity& issuing()
{
    static const Identity identity = root().issueAuthority({.commonName = "测试签发机构"});
    return identity;
}

const Identity& enterprise(KeyKind kind = KeyKind::p256)
{
    static const Identity p256 = issuing().issue({});
    static const Identity p384 = issuing().issue({.key = KeyKind::p384});
    static const Identity rsa = issuing().issue({.key = KeyKind::rsa2048});
    return kind == KeyKind::p384 ? p384 : kind == KeyKind::rsa2048 ? rsa : p256;
}

std::string codeWith(const RawSigner& sign, const Identity& signer = enterprise())
{
    const auto der = signedData(content, signer.certificate(), {.now = testTime}, sign);
    return der ? "" : der.error().code;
}

/// A driver whose answer is the right one, changed.
template <class Change>
RawSigner faulty(const Identity& identity, Change change)
{
    return [sign = identity.signer(), change](std::string_view algorithm,
                                              std::span<const std::uint8_t> digest) -> Result<Der> {
        Der raw = *sign(algorithm, digest);
        change(raw);
        return raw;
    };
}

class SignedDataOf : public testing::TestWithParam<KeyKind> {};

TEST_P(SignedDataOf, everyKey_satisfiesTheOpensslCommand)
{
    const test::TempFolder folder;
    const Identity& signer = enterprise(GetParam());

    const auto der = signedData(content, signer.certificate(), {.now = testTime, .chain = {issuing().certificate()}},
                                signer.signer());

    ASSERT_TRUE(der);
    test::writeFile(folder / "signed", {reinterpret_cast<const char*>(der->data()), der->size()});
    test::writeFile(folder / "root.pem", root().certificatePem());
    test::run(EKEY_OPENSSL, {"cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in",
                             (folder / "signed").string(), "-CAfile", (folder / "root.pem").string(), "-purpose", "any",
                             "-attime", std::to_string(testTime), "-out", (folder / "content").string()});
    EXPECT_EQ(test::readFile(folder / "content"), content);
}

TEST_P(SignedDataOf, everyKey_satisfiesOurVerifierAndChain)
{
    const Identity& signer = enterprise(GetParam());
    const auto der = signedData(content, signer.certificate(), {.now = testTime, .chain = {issuing().certificate()}},
                                signer.signer());
    ASSERT_TRUE(der);

    const auto verified = signature::verifySignedData(*der);

    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->content, content);
    EXPECT_EQ(verified->signingTime, testTime);
    signature::Anchors anchors;
    anchors.add(root().certificate());
    EXPECT_TRUE(signature::checkChain(verified->signer, verified->certificates, anchors, testTime));
}

INSTANTIATE_TEST_SUITE_P(Keys, SignedDataOf, testing::Values(KeyKind::p256, KeyKind::p384, KeyKind::rsa2048),
                         [](const auto& tested) {
                             return tested.param == KeyKind::p256   ? "p256"
                                    : tested.param == KeyKind::p384 ? "p384"
                                                                    : "rsa2048";
                         });

TEST(SignedData, signerInItsOwnChain_comesOnce)
{
    const Certificate& certificate = enterprise().certificate();
    const auto der =
        signedData(content, certificate, {.now = testTime, .chain = {certificate, issuing().certificate()}},
                   enterprise().signer());
    ASSERT_TRUE(der);
    EXPECT_EQ(signature::verifySignedData(*der)->certificates.size(), 2U);
}

TEST(SignedData, signingTime_isTheTimeGivenInEveryCentury)
{
    for (const signature::Time time : {testTime, signature::Time{2524607999}, signature::Time{2524608000}}) {
        const auto der = signedData(content, enterprise().certificate(), {.now = time}, enterprise().signer());
        ASSERT_TRUE(der);
        EXPECT_EQ(signature::verifySignedData(*der)->signingTime, time);
    }
}

TEST(SignedData, signer_isAskedOnceForADigestOfItsAlgorithm)
{
    for (const auto& [kind, name, size] :
         {std::tuple{KeyKind::p256, "ES256", 32U}, std::tuple{KeyKind::p384, "ES384", 48U},
          std::tuple{KeyKind::rsa2048, "RS256", 32U}}) {
        int asked = 0;
        const Identity& identity = enterprise(kind);
        const RawSigner sign = [&](std::string_view algorithm, std::span<const std::uint8_t> digest) {
            ++asked;
            EXPECT_EQ(algorithm, name);
            EXPECT_EQ(digest.size(), size);
            return identity.signer()(algorithm, digest);
        };
        EXPECT_EQ(codeWith(sign, identity), "");
        EXPECT_EQ(asked, 1);
    }
}

TEST(SignedData, driverThatAnswersWrongly_isFound)
{
    for (const KeyKind kind : {KeyKind::p256, KeyKind::p384, KeyKind::rsa2048}) {
        const Identity& identity = enterprise(kind);
        EXPECT_EQ(codeWith(faulty(identity, [](Der& raw) { raw[5] ^= 1; }), identity), "driver.signature");
        EXPECT_EQ(codeWith(faulty(identity, [](Der& raw) { raw.pop_back(); }), identity), "driver.signature");
        EXPECT_EQ(codeWith(faulty(identity, [](Der& raw) { raw.push_back(0); }), identity), "driver.signature");
        EXPECT_EQ(codeWith(faulty(identity, [](Der& raw) { raw.clear(); }), identity), "driver.signature");
        EXPECT_EQ(
            codeWith(faulty(identity, [](Der& raw) { std::fill(raw.begin(), raw.end(), std::uint8_t{0}); }), identity),
            "driver.signature");
        EXPECT_EQ(codeWith(faulty(identity, [](Der& raw) { raw.assign(100000, 0x30); }), identity), "driver.signature");
    }
}

TEST(SignedData, driverThatSignsWithAnotherKey_isFound)
{
    EXPECT_EQ(codeWith(issuing().issue({}).signer()), "driver.signature");
}

TEST(SignedData, driverThatSignsSomethingElse_isFound)
{
    const RawSigner sign = [](std::string_view algorithm, std::span<const std::uint8_t> digest) {
        return enterprise().signer()(algorithm, Der(digest.size(), 7));
    };
    EXPECT_EQ(codeWith(sign), "driver.signature");
}

TEST(SignedData, driverThatAnswersDerInsteadOfRaw_isFound)
{
    EXPECT_EQ(codeWith(faulty(enterprise(),
                              [](Der& raw) {
                                  const signature::EcdsaSigPtr pair(ECDSA_SIG_new());
                                  ECDSA_SIG_set0(pair.get(), BN_bin2bn(raw.data(), 32, nullptr),
                                                 BN_bin2bn(raw.data() + 32, 32, nullptr));
                                  raw = signature::encode<const ECDSA_SIG>(pair.get(), i2d_ECDSA_SIG);
                              })),
              "driver.signature");
}

TEST(SignedData, errorOfTheSigner_isHandedOn)
{
    const Error refused{"pin.incorrect", {}, Severity::error, {{"state", "last"}}};
    const auto der = signedData(content, enterprise().certificate(), {.now = testTime},
                                [&](auto, auto) -> Result<Der> { return refused; });
    ASSERT_FALSE(der);
    EXPECT_EQ(der.error(), refused);
}

TEST(SignedData, whatCannotBecomeASignature_asksNoSigner)
{
    const RawSigner never = [](auto, auto) -> Result<Der> {
        ADD_FAILURE() << "asked";
        return Der{};
    };
    EXPECT_EQ(codeWith(never, root().issue({.key = KeyKind::p521})), "signature.algorithm");
    EXPECT_EQ(codeWith(never, root().issue({.keyUsage = "critical,keyEncipherment"})), "certificate.use");
    EXPECT_EQ(codeWith(never, issuing()), "certificate.use");

    const auto der =
        signedData(std::string(signature::contentMost + 1, 'x'), enterprise().certificate(), {.now = testTime}, never);
    ASSERT_FALSE(der);
    EXPECT_EQ(der.error().code, "signature.size");
}

TEST(SignedData, contentOfTheGreatestSize_isSigned)
{
    EXPECT_TRUE(signedData(std::string(signature::contentMost, 'x'), enterprise().certificate(), {.now = testTime},
                           enterprise().signer()));
}

TEST(SignedData, emptyContent_isSigned)
{
    const auto der = signedData("", enterprise().certificate(), {.now = testTime}, enterprise().signer());
    ASSERT_TRUE(der);
    EXPECT_EQ(signature::verifySignedData(*der)->content, "");
}

} // namespace
