#include "core/signature/signed_document.h"
#include "core/signature/verification.h"
#include "native-host/signing/signed_data.h"
#include "tests/support/test_revocation_list.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ekey::signature {
namespace {

using test::day;
using test::Identity;
using test::KeyKind;
using test::testTime;

const std::string content = "{\"a\":1}";

const Identity& root()
{
    static const Identity identity = Identity::authority({.commonName = "根",
                                                          .key = KeyKind::sm2,
                                                          .notBefore = testTime - 400 * day,
                                                          .notAfter = testTime + 4000 * day});
    return identity;
}

const Identity& enterprise()
{
    static const Identity identity =
        root().issue({.uscc = "91120000PDY00001X7", .email = "a@b.example", .key = KeyKind::sm2});
    return identity;
}

ChainMemory trusting(const Identity& authority)
{
    Anchors anchors;
    anchors.add(authority.certificate());
    return ChainMemory(anchors);
}

Der signedBy(const Identity& signer, Time now = testTime, Form form = Form::gbt35275)
{
    return *signing::signedData(content, signer.certificate(), {.now = now, .form = form}, signer.signer());
}

std::string codes(const Verification& found)
{
    std::string text;
    for (const Error& error : found.errors) {
        text += (text.empty() ? "" : " ") + error.code;
    }
    return text;
}

std::string verdict(const Der& der, const Identity& authority, Time at = testTime,
                    const std::vector<RevocationList>& lists = {})
{
    ChainMemory memory = trusting(authority);
    return codes(verify({.der = der, .lists = lists, .at = at}, memory));
}

TEST(Verification, rightSignature_isValidAndTellsAll)
{
    ChainMemory memory = trusting(root());
    const Der der = signedBy(enterprise());
    const Verification found = verify({.der = der, .lists = {}, .at = testTime}, memory);

    EXPECT_TRUE(found.valid());
    const json::Value value = toJson(found);
    EXPECT_EQ(value["valid"], true);
    EXPECT_EQ(value["form"], "gbt35275");
    EXPECT_EQ(value["algorithm"], "SM2-SM3");
    EXPECT_EQ(value["revocation"], "unchecked");
    EXPECT_EQ(value["signingTime"], "2026-11-23T08:00:00Z");
    EXPECT_EQ(value["signer"]["uscc"], "91120000PDY00001X7");
    EXPECT_EQ(value["signer"]["email"], "a@b.example");
    EXPECT_EQ(value["signer"]["uses"], json::Value({"authenticate", "sign"}));
    EXPECT_EQ(value["chain"].size(), 2U);
    EXPECT_EQ(value["chain"][1]["uses"], json::Value({"authority"}));
    EXPECT_EQ(value["errors"], json::Value::array());
}

TEST(Verification, eachThingWrong_isItsOwnCode)
{
    const Der der = signedBy(enterprise());
    EXPECT_EQ(verdict(der, Identity::authority({.commonName = "别", .key = KeyKind::sm2})),
              "certificate.issuer_unknown");
    EXPECT_EQ(verdict(der, root(), enterprise().certificate().notAfter() + 1), "certificate.expired");
    EXPECT_EQ(verdict(der, root(), enterprise().certificate().notBefore() - 1), "certificate.not_yet_valid");
    Der altered = der;
    altered[altered.size() - 3] ^= 1;
    EXPECT_EQ(verdict(altered, root()), "signature.wrong");
    EXPECT_EQ(verdict({}, root()), "signature.malformed");
}

TEST(Verification, claimOutsideOfTheCertificatesTime_isAWarning)
{
    const Der der = signedBy(enterprise(), enterprise().certificate().notAfter() + 1);
    ChainMemory memory = trusting(root());
    const Verification found = verify({.der = der, .lists = {}, .at = testTime}, memory);
    EXPECT_TRUE(found.valid());
    EXPECT_EQ(codes(found), "signature.time");
}

TEST(Verification, revokedSigner_isNotValid)
{
    const auto list = RevocationList::read(root().revocationList({.revoked = {{enterprise().certificate()}}}));
    ASSERT_TRUE(list);
    EXPECT_EQ(verdict(signedBy(enterprise()), root(), testTime, {*list}), "certificate.revoked");
}

TEST(ChainMemory, knownChain_isHeldToItsTimesAndToNoOther)
{
    ChainMemory memory = trusting(root());
    const Certificate& leaf = enterprise().certificate();
    for (int times = 0; times < 2; ++times) {
        EXPECT_TRUE(memory.build(leaf, {}, testTime));
        EXPECT_TRUE(memory.build(leaf, {}, leaf.notAfter()));
        const auto late = memory.build(leaf, {}, leaf.notAfter() + 1);
        ASSERT_FALSE(late);
        EXPECT_EQ(late.error().code, "certificate.expired");
    }
    const Identity stranger = Identity::authority({.key = KeyKind::sm2}).issue({.key = KeyKind::sm2});
    EXPECT_FALSE(memory.build(stranger.certificate(), {}, testTime));
}

TEST(ChainMemory, readCertificate_isTheDecodedOneOfARememberedChainAlone)
{
    ChainMemory memory = trusting(root());
    const Certificate& leaf = enterprise().certificate();
    EXPECT_NE(memory.read(leaf.der())->native(), leaf.native());
    ASSERT_TRUE(memory.build(leaf, {}, testTime));
    EXPECT_EQ(memory.read(leaf.der())->native(), leaf.native());
    EXPECT_EQ(memory.read(root().certificate().der())->der(), root().certificate().der());
    Der longer = leaf.der();
    longer.push_back(0);
    EXPECT_FALSE(memory.read(longer));
}

TEST(ChainMemory, chainsAtTheirLimitAndOnePast_theOldestMakesRoomAndSharedAuthoritiesStay)
{
    ChainMemory memory = trusting(root());
    const Certificate& first = enterprise().certificate();
    ASSERT_TRUE(memory.build(first, {}, testTime));
    for (std::size_t i = 1; i < ChainMemory::most; ++i) {
        ASSERT_TRUE(memory.build(root().issue({.key = KeyKind::p256}).certificate(), {}, testTime));
    }
    EXPECT_EQ(memory.read(first.der())->native(), first.native());
    const Identity last = root().issue({.key = KeyKind::p256});
    ASSERT_TRUE(memory.build(last.certificate(), {}, testTime));
    EXPECT_NE(memory.read(first.der())->native(), first.native());
    EXPECT_EQ(memory.read(last.certificate().der())->native(), last.certificate().native());
    EXPECT_EQ(memory.read(root().certificate().der())->native(), root().certificate().native());
}

class RememberedChain : public testing::TestWithParam<Form> {};

TEST_P(RememberedChain, ofTheSigner_isNotDecodedOnceMore)
{
    ChainMemory memory = trusting(root());
    ASSERT_TRUE(memory.build(enterprise().certificate(), {}, testTime));
    const Der der = signedBy(enterprise(), testTime, GetParam());
    const Verification found = verify({.der = der, .lists = {}, .at = testTime}, memory);
    ASSERT_TRUE(found.valid());
    EXPECT_EQ(found.signedData->signer.native(), enterprise().certificate().native());
}

TEST_P(RememberedChain, hidesNoAlterationOfItsCertificates)
{
    ChainMemory memory = trusting(root());
    const Der der = signedBy(enterprise(), testTime, GetParam());
    ASSERT_TRUE(verify({.der = der, .lists = {}, .at = testTime}, memory).valid());
    ASSERT_TRUE(verify({.der = der, .lists = {}, .at = testTime}, memory).valid());
    const Der leaf = enterprise().certificate().der();
    const auto at = std::search(der.begin(), der.end(), leaf.begin(), leaf.end()) - der.begin();
    for (std::size_t i = 0; i < leaf.size(); i += 5) {
        Der altered = der;
        altered[static_cast<std::size_t>(at) + i] ^= 1;
        EXPECT_FALSE(verify({.der = altered, .lists = {}, .at = testTime}, memory).valid()) << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Forms, RememberedChain, testing::Values(Form::cms, Form::gbt35275),
                         [](const auto& tested) { return std::string(name(tested.param)); });

TEST(ChainMemory, certificateWithTheSameNamesAndAnotherKey_isNoKnownOne)
{
    ChainMemory memory = trusting(root());
    ASSERT_TRUE(memory.build(enterprise().certificate(), {}, testTime));
    const Identity lookAlike =
        Identity::authority({.commonName = "根", .key = KeyKind::sm2}).issue({.key = KeyKind::sm2});
    EXPECT_FALSE(memory.build(lookAlike.certificate(), {}, testTime));
}

} // namespace
} // namespace ekey::signature
