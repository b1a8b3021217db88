#include "core/signature/chain.h"
#include "tests/support/test_pki.h"

#include <gtest/gtest.h>
#include <openssl/obj_mac.h>

namespace {

using namespace ekey;
using namespace ekey::signature;
using test::Identity;
using test::KeyKind;
using test::Profile;
using test::testTime;

struct Pki {
    Identity root = Identity::authority({.commonName = "测试根"});
    Identity issuing = root.issueAuthority({.commonName = "测试签发机构"});
    Identity enterprise = issuing.issue({.uscc = "91120000PDY00001X7"});
};

const Pki& pki()
{
    static const Pki instance;
    return instance;
}

Error check(const Certificate& leaf, const std::vector<Certificate>& intermediates,
            const std::vector<Certificate>& trusted, Time now = testTime)
{
    Anchors anchors;
    for (const Certificate& authority : trusted) {
        anchors.add(authority);
    }
    const Status status = checkChain(leaf, intermediates, anchors, now);
    return status ? Error{} : status.error();
}

/// A leaf of that kind directly below the root.
Error checkLeaf(const Profile& profile, Time now = testTime)
{
    return check(pki().root.issue(profile).certificate(), {}, {pki().root.certificate()}, now);
}

json::Value reason(const char* text) { return {{"reason", text}}; }

TEST(Chain, overAnIntermediate_holds)
{
    EXPECT_EQ(check(pki().enterprise.certificate(), {pki().issuing.certificate()}, {pki().root.certificate()}),
              Error{});
}

TEST(Chain, moreCertificatesThanNeeded_holds)
{
    const std::vector<Certificate> all{pki().enterprise.certificate(), pki().root.certificate(),
                                       pki().issuing.certificate()};
    EXPECT_EQ(check(pki().enterprise.certificate(), all, {pki().root.certificate()}), Error{});
}

TEST(Chain, issuingAuthorityAsTheOnlyAnchor_holds)
{
    EXPECT_EQ(check(pki().enterprise.certificate(), {}, {pki().issuing.certificate()}), Error{});
}

TEST(Chain, everyKindOfKey_holds)
{
    for (const KeyKind kind : {KeyKind::p256, KeyKind::p384, KeyKind::rsa2048}) {
        EXPECT_EQ(checkLeaf({.key = kind}), Error{});
    }
}

TEST(Chain, intermediateMissing_issuerUnknown)
{
    EXPECT_EQ(check(pki().enterprise.certificate(), {}, {pki().root.certificate()}).code, "certificate.issuer_unknown");
}

TEST(Chain, anotherAuthority_issuerUnknown)
{
    const Identity other = Identity::authority({.commonName = "测试根"});
    EXPECT_EQ(check(pki().enterprise.certificate(), {pki().issuing.certificate()}, {other.certificate()}).code,
              "certificate.issuer_unknown");
}

TEST(Chain, authorityThatOnlyCameAlong_isNotTrusted)
{
    const Identity other = Identity::authority({});
    const Identity leaf = other.issue({});
    EXPECT_EQ(check(leaf.certificate(), {other.certificate()}, {pki().root.certificate()}).code,
              "certificate.issuer_unknown");
}

TEST(Chain, noAnchors_issuerUnknown)
{
    EXPECT_EQ(check(pki().enterprise.certificate(), {pki().issuing.certificate(), pki().root.certificate()}, {}).code,
              "certificate.issuer_unknown");
}

TEST(Chain, selfSignedLeaf_issuerUnknown)
{
    EXPECT_EQ(check(Identity::selfSigned({}).certificate(), {}, {pki().root.certificate()}).code,
              "certificate.issuer_unknown");
}

TEST(Chain, leafAsItsOwnAnchor_isNoAuthority)
{
    const Certificate& leaf = pki().enterprise.certificate();
    const Error error = check(leaf, {}, {leaf});
    EXPECT_EQ(error.code, "certificate.chain");
    EXPECT_EQ(error.params, reason("not_an_authority"));
}

TEST(Chain, signatureOfALookAlikeAuthority_wrong)
{
    // Without key identifiers only the signature tells the two authorities apart.
    const Identity forged = Identity::authority({.commonName = "测试根", .keyIdentifiers = false});
    const Identity genuine = Identity::authority({.commonName = "测试根", .keyIdentifiers = false});
    const Identity leaf = forged.issue({.keyIdentifiers = false});
    EXPECT_EQ(check(leaf.certificate(), {}, {genuine.certificate()}).code, "certificate.signature");
}

TEST(Chain, alteredLeaf_wrong)
{
    Der der = pki().enterprise.certificate().der();
    der.back() ^= 1;
    const auto altered = Certificate::read(der);
    ASSERT_TRUE(altered);
    EXPECT_EQ(check(*altered, {pki().issuing.certificate()}, {pki().root.certificate()}).code, "certificate.signature");
}

TEST(Chain, validity_countsBothEnds)
{
    const Profile profile{.notBefore = testTime, .notAfter = testTime + 10};

    const Error early = checkLeaf(profile, testTime - 1);
    const Error late = checkLeaf(profile, testTime + 11);

    EXPECT_EQ(early.code, "certificate.not_yet_valid");
    EXPECT_EQ(early.params, (json::Value{{"notBefore", "2026-11-23T08:00:00Z"}}));
    EXPECT_EQ(checkLeaf(profile, testTime), Error{});
    EXPECT_EQ(checkLeaf(profile, testTime + 10), Error{});
    EXPECT_EQ(late.code, "certificate.expired");
    EXPECT_EQ(late.params, (json::Value{{"notAfter", "2026-11-23T08:00:10Z"}}));
}

TEST(Chain, authorityOutOfItsTime_isTheAuthoritysFault)
{
    const Identity expired = pki().root.issueAuthority({.commonName = "a", .notAfter = testTime - 1});
    const Identity future = pki().root.issueAuthority({.commonName = "b", .notBefore = testTime + 1});

    EXPECT_EQ(check(expired.issue({}).certificate(), {expired.certificate()}, {pki().root.certificate()}).params,
              reason("authority_expired"));
    EXPECT_EQ(check(future.issue({}).certificate(), {future.certificate()}, {pki().root.certificate()}).params,
              reason("authority_not_yet_valid"));
}

TEST(Chain, certificateOfAnotherUse_isRefused)
{
    EXPECT_EQ(checkLeaf({.keyUsage = "critical,keyEncipherment"}).code, "certificate.use");
    EXPECT_EQ(checkLeaf({.keyUsage = ""}).code, "certificate.use");
    EXPECT_EQ(checkLeaf({.keyUsage = "critical,nonRepudiation"}), Error{});
    EXPECT_EQ(check(pki().issuing.certificate(), {}, {pki().root.certificate()}).code, "certificate.use");
}

TEST(Chain, enterpriseAsIssuer_isNoAuthority)
{
    const Identity leaf = pki().enterprise.issue({.commonName = "伪造"});
    const Error error = check(leaf.certificate(), {pki().enterprise.certificate(), pki().issuing.certificate()},
                              {pki().root.certificate()});
    EXPECT_NE(error, Error{});
    EXPECT_TRUE(error.code == "certificate.issuer_unknown" || error.params == reason("not_an_authority")) << error.code;
}

TEST(Chain, authorityWithoutBasicConstraints_isNoAuthority)
{
    for (const char* keyUsage : {"", "critical,keyCertSign"}) {
        const Identity issuer =
            pki().root.issueAuthority({.commonName = "c", .keyUsage = keyUsage, .basicConstraints = ""});
        const Error error = check(issuer.issue({}).certificate(), {issuer.certificate()}, {pki().root.certificate()});
        EXPECT_EQ(error.code, "certificate.chain") << keyUsage;
        EXPECT_EQ(error.params, reason("not_an_authority")) << keyUsage;
    }
}

TEST(Chain, trustedRootWithoutBasicConstraints_isNoAuthority)
{
    const Identity old = Identity::authority({.keyUsage = "", .basicConstraints = ""});
    EXPECT_EQ(check(old.issue({}).certificate(), {}, {old.certificate()}).params, reason("not_an_authority"));
}

TEST(Chain, moreAuthoritiesThanThePathLength_refused)
{
    const Identity root = Identity::authority({.basicConstraints = "critical,CA:TRUE,pathlen:0"});
    const Identity issuing = root.issueAuthority({.commonName = "d"});
    EXPECT_EQ(check(issuing.issue({}).certificate(), {issuing.certificate()}, {root.certificate()}).params,
              reason("path_length"));
}

TEST(Chain, intermediates_limitHolds)
{
    std::vector<Certificate> intermediates;
    Identity issuer = pki().root;
    for (int i = 0; i < intermediatesMost; ++i) {
        issuer = issuer.issueAuthority({.commonName = "第" + std::to_string(i) + "级"});
        intermediates.push_back(issuer.certificate());
    }
    EXPECT_EQ(check(issuer.issue({}).certificate(), intermediates, {pki().root.certificate()}), Error{});

    issuer = issuer.issueAuthority({.commonName = "多一级"});
    intermediates.push_back(issuer.certificate());
    EXPECT_EQ(check(issuer.issue({}).certificate(), intermediates, {pki().root.certificate()}).params,
              reason("too_long"));
}

TEST(Chain, weakAlgorithms_refused)
{
    const Identity weak = pki().root.issueAuthority({.commonName = "e", .key = KeyKind::rsa1024});
    EXPECT_EQ(checkLeaf({.digest = "SHA1"}).code, "certificate.algorithm");
    EXPECT_EQ(checkLeaf({.key = KeyKind::rsa1024}).code, "certificate.algorithm");
    EXPECT_EQ(checkLeaf({.key = KeyKind::p256Explicit}).code, "certificate.algorithm");
    EXPECT_EQ(check(weak.issue({}).certificate(), {weak.certificate()}, {pki().root.certificate()}).code,
              "certificate.algorithm");
}

TEST(Chain, criticalExtensionNobodyKnows_refused)
{
    EXPECT_EQ(checkLeaf({.extensions = {{NID_netscape_comment, "critical,x"}}}).params, reason("critical_extension"));
    EXPECT_EQ(checkLeaf({.extensions = {{NID_netscape_comment, "x"}}}), Error{});
}

TEST(Chain, namesOutsideTheAuthoritysConstraints_refused)
{
    const Identity limited = pki().root.issueAuthority(
        {.commonName = "f", .extensions = {{NID_name_constraints, "critical,permitted;email:good.example"}}});
    const auto with = [&](const char* email) {
        return check(limited.issue({.email = email}).certificate(), {limited.certificate()},
                     {pki().root.certificate()});
    };
    EXPECT_EQ(with("a@good.example"), Error{});
    EXPECT_EQ(with("a@bad.example").params, reason("name_constraints"));
}

} // namespace
