#include "core/signature/signed_data.h"
#include "core/signature/signed_document.h"
#include "crafted.h"
#include "native-host/signing/signed_data.h"

#include <gtest/gtest.h>

namespace {

using namespace ekey;
using namespace ekey::signature;
using test::craft;
using test::Identity;
using test::KeyKind;
using test::opensslSigned;

const std::string content = "{\"audience\":\"https://ekey.example\"}";

const Identity& enterprise(KeyKind kind = KeyKind::p256)
{
    static const Identity root = Identity::authority({});
    static const Identity p256 = root.issue({});
    static const Identity p384 = root.issue({.key = KeyKind::p384});
    static const Identity rsa = root.issue({.key = KeyKind::rsa2048});
    return kind == KeyKind::p384 ? p384 : kind == KeyKind::rsa2048 ? rsa : p256;
}

std::string codeOf(const Der& der, std::optional<std::string_view> detached = std::nullopt)
{
    const auto verified = verifySignedData(der, detached);
    return verified ? "" : verified.error().code;
}

const std::vector<std::string> usual{"-cades", "-nodetach", "-nosmimecap"};

std::vector<std::string> usualAnd(std::initializer_list<const char*> more)
{
    std::vector<std::string> all = usual;
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

TEST(SignedData, crafted_tellsContentSignerAndTime)
{
    const auto verified = verifySignedData(craft(enterprise(), {.content = content}));

    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->content, content);
    EXPECT_EQ(verified->signer.fingerprint(), enterprise().certificate().fingerprint());
    EXPECT_EQ(verified->certificates.size(), 1U);
    EXPECT_EQ(verified->signingTime, test::testTime);
}

TEST(SignedData, madeByOpenssl_verifiesWithEveryHashAndPadding)
{
    for (const char* hash : {"sha256", "sha384", "sha512"}) {
        for (const KeyKind kind : {KeyKind::p256, KeyKind::p384, KeyKind::rsa2048}) {
            EXPECT_EQ(codeOf(opensslSigned(enterprise(kind), content, usualAnd({"-md", hash}))), "") << hash;
        }
        EXPECT_EQ(codeOf(opensslSigned(
                      enterprise(KeyKind::rsa2048), content,
                      usualAnd({"-md", hash, "-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:digest"}))),
                  "")
            << hash;
    }
}

TEST(SignedData, signerNamedByKeyIdentifier_verifies)
{
    EXPECT_EQ(codeOf(opensslSigned(enterprise(), content, usualAnd({"-keyid"}))), "");
}

TEST(SignedData, attributesBeyondTheFour_verify)
{
    EXPECT_EQ(codeOf(opensslSigned(enterprise(), content, {"-cades", "-nodetach"})), ""); // SMIMECapabilities
}

TEST(SignedData, emptyContent_verifies)
{
    const auto verified = verifySignedData(craft(enterprise(), {.content = ""}));
    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->content, "");
}

TEST(SignedData, detached_needsItsContent)
{
    const Der der = opensslSigned(enterprise(), content, {"-cades"});

    const auto verified = verifySignedData(der, content);

    ASSERT_TRUE(verified);
    EXPECT_EQ(verified->content, content);
    EXPECT_EQ(codeOf(der), "signature.no_content");
    EXPECT_EQ(codeOf(der, content + " "), "signature.digest");
}

TEST(SignedData, contentBothInsideAndBeside_refused)
{
    EXPECT_EQ(codeOf(craft(enterprise(), {.content = content}), content), "signature.malformed");
}

TEST(SignedData, withoutAttributes_refused)
{
    EXPECT_EQ(codeOf(opensslSigned(enterprise(), content, {"-noattr", "-nodetach"})), "signature.no_attributes");
}

TEST(SignedData, withoutSigningCertificate_refused)
{
    const auto verified = verifySignedData(opensslSigned(enterprise(), content, {"-nodetach"}));
    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error().code, "signature.attribute");
    EXPECT_EQ(verified.error().params, (json::Value{{"name", "signingCertificateV2"}}));
}

TEST(SignedData, withoutTheSignersCertificate_refused)
{
    EXPECT_EQ(codeOf(opensslSigned(enterprise(), content, usualAnd({"-nocerts"}))), "signature.signer_certificate");
}

TEST(SignedData, algorithmsOutsideTheList_refused)
{
    const Identity root = Identity::authority({});
    EXPECT_EQ(codeOf(opensslSigned(enterprise(), content, usualAnd({"-md", "sha1"}))), "signature.algorithm");
    EXPECT_EQ(codeOf(opensslSigned(enterprise(), content, usualAnd({"-md", "sha224"}))), "signature.algorithm");
    EXPECT_EQ(codeOf(opensslSigned(root.issue({.key = KeyKind::rsa1024}), content, usual)), "signature.algorithm");
    EXPECT_EQ(codeOf(opensslSigned(root.issue({.key = KeyKind::p521}), content, usual)), "signature.algorithm");
    EXPECT_EQ(codeOf(opensslSigned(root.issue({.key = KeyKind::p256Explicit}), content, usual)), "signature.algorithm");
}

TEST(SignedData, pssWithParametersThatDiffer_refused)
{
    const Identity& rsa = enterprise(KeyKind::rsa2048);
    EXPECT_EQ(codeOf(opensslSigned(rsa, content,
                                   usualAnd({"-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:20"}))),
              "signature.algorithm");
    EXPECT_EQ(codeOf(opensslSigned(rsa, content,
                                   usualAnd({"-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:digest",
                                             "-keyopt", "rsa_mgf1_md:sha512"}))),
              "signature.algorithm");
}

TEST(SignedData, anotherContentType_refused)
{
    EXPECT_EQ(codeOf(opensslSigned(enterprise(), content, usualAnd({"-econtent_type", "1.2.3.4"}))),
              "signature.malformed");
}

TEST(SignedData, notDer_refused)
{
    EXPECT_EQ(codeOf(opensslSigned(enterprise(), content, usualAnd({"-stream"}))), "signature.malformed");
}

TEST(SignedData, contentLimit_holdsToTheByte)
{
    EXPECT_EQ(codeOf(craft(enterprise(), {.content = std::string(contentMost, 'x')})), "");
    EXPECT_EQ(codeOf(craft(enterprise(), {.content = std::string(contentMost + 1, 'x')})), "signature.size");
    EXPECT_EQ(codeOf(opensslSigned(enterprise(), content, {"-cades"}), std::string(contentMost + 1, 'x')),
              "signature.size");
    EXPECT_EQ(codeOf(Der(signedDataMost, 0)), "signature.malformed");
    EXPECT_EQ(codeOf(Der(signedDataMost + 1, 0)), "signature.size");
}

TEST(SignedData, certificateLimit_holds)
{
    const Identity root = Identity::authority({});
    std::vector<Certificate> chain;
    while (chain.size() < certificatesMost - 1) {
        chain.push_back(root.issue({}).certificate());
    }
    const auto build = [&chain] {
        return signing::signedData(content, enterprise().certificate(), {.now = test::testTime, .chain = chain},
                                   enterprise().signer());
    };
    const auto most = build();
    ASSERT_TRUE(most);
    EXPECT_EQ(verifySignedData(*most)->certificates.size(), certificatesMost);

    chain.push_back(root.issue({}).certificate());
    EXPECT_FALSE(build());
}

} // namespace
