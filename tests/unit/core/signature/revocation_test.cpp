#include "core/signature/revocation.h"
#include "tests/support/test_revocation_list.h"

#include <gtest/gtest.h>
#include <openssl/obj_mac.h>

namespace ekey::signature {
namespace {

using test::day;
using test::Identity;
using test::KeyKind;
using test::RevocationProfile;
using test::Revoked;
using test::testTime;

constexpr const char* point = "http://crl.ekey.example/1.crl";

struct World {
    Identity root;
    Identity issuing;
    Identity leaf;
    Chain chain;
};

World world(KeyKind key = KeyKind::p256, const std::string& leafPoint = {})
{
    const Identity root = Identity::authority({.commonName = "根", .key = key});
    const Identity issuing = root.issueAuthority({.commonName = "签发", .key = key});
    test::Profile profile{.commonName = "企业", .key = key};
    if (!leafPoint.empty()) {
        profile.extensions.emplace_back(NID_crl_distribution_points, "URI:" + leafPoint);
    }
    const Identity leaf = issuing.issue(profile);
    return {root, issuing, leaf, {leaf.certificate(), issuing.certificate(), root.certificate()}};
}

std::vector<RevocationList> lists(std::initializer_list<Der> all)
{
    std::vector<RevocationList> read;
    for (const Der& der : all) {
        auto list = RevocationList::read(der);
        EXPECT_TRUE(list);
        if (list) {
            read.push_back(*list);
        }
    }
    return read;
}

std::string codes(const Errors& errors)
{
    std::string text;
    for (const Error& error : errors) {
        text += (text.empty() ? "" : " ") + error.code;
    }
    return text;
}

std::string check(const World& in, std::initializer_list<Der> all, Time at = testTime)
{
    return codes(checkRevocation(in.chain, lists(all), at));
}

class RevocationOf : public testing::TestWithParam<KeyKind> {};

TEST_P(RevocationOf, everyKindOfIssuer_isBelieved)
{
    const World in = world(GetParam());
    EXPECT_EQ(check(in, {in.issuing.revocationList({})}), "");
    EXPECT_EQ(check(in, {in.issuing.revocationList({.revoked = {{in.leaf.certificate()}}})}), "certificate.revoked");
}

INSTANTIATE_TEST_SUITE_P(Keys, RevocationOf, testing::Values(KeyKind::p256, KeyKind::rsa2048, KeyKind::sm2));

TEST(Revocation, revoked_tellsWhenAndWhy)
{
    const World in = world();
    const auto list = lists({in.issuing.revocationList({.revoked = {{in.leaf.certificate(), testTime, 4}}})});
    const Errors errors = checkRevocation(in.chain, list, testTime);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].params["reason"], "superseded");
    EXPECT_EQ(errors[0].params["at"], "2026-11-23T08:00:00Z");
    EXPECT_EQ(errors[0].params["serial"], in.leaf.certificate().serial());
    EXPECT_EQ(errors[0].params["subject"], "企业");
}

TEST(Revocation, revokedLater_isAWarningUnlessTheKeyIsCompromised)
{
    const World in = world();
    const auto later = [&](int reason) {
        return check(in, {in.issuing.revocationList({.revoked = {{in.leaf.certificate(), testTime + 1, reason}}})});
    };
    EXPECT_EQ(later(5), "certificate.revoked_later");
    EXPECT_EQ(later(1), "certificate.revoked");
    const auto list = lists({in.issuing.revocationList({.revoked = {{in.leaf.certificate(), testTime + 1}}})});
    EXPECT_FALSE(blocks(checkRevocation(in.chain, list, testTime)));
}

TEST(Revocation, revokedAuthority_isFound)
{
    const World in = world();
    EXPECT_EQ(
        check(in, {in.issuing.revocationList({}), in.root.revocationList({.revoked = {{in.issuing.certificate()}}})}),
        "certificate.revoked");
}

TEST(Revocation, times_countAtBothEnds)
{
    const World in = world();
    const Der der = in.issuing.revocationList({.thisUpdate = testTime, .nextUpdate = testTime + day});
    EXPECT_EQ(check(in, {der}, testTime - 1), "crl.not_yet_valid");
    EXPECT_EQ(check(in, {der}, testTime), "");
    EXPECT_EQ(check(in, {der}, testTime + day), "");
    EXPECT_EQ(check(in, {der}, testTime + day + 1), "crl.stale");
}

TEST(Revocation, staleListBesideACurrentOne_doesNoHarm)
{
    const World in = world();
    const Der stale = in.issuing.revocationList({.nextUpdate = testTime - 1});
    EXPECT_EQ(check(in, {stale, in.issuing.revocationList({})}), "");
    EXPECT_EQ(check(in, {in.issuing.revocationList({}), stale}), "");
}

TEST(Revocation, listOfAnotherIssuerWithTheSameName_isNotBelieved)
{
    const World in = world();
    const Identity impostor = Identity::authority({.commonName = "签发"});
    EXPECT_EQ(check(in, {impostor.revocationList({})}), "crl.signature");
    EXPECT_EQ(check(in, {impostor.revocationList({}), in.issuing.revocationList({})}), "");
}

TEST(Revocation, issuerThatMayNotIssueLists_isNotBelieved)
{
    const Identity root = Identity::authority({.commonName = "根"});
    const Identity issuing = root.issueAuthority({.commonName = "签发", .keyUsage = "critical,keyCertSign"});
    const Identity leaf = issuing.issue({});
    const Chain chain{leaf.certificate(), issuing.certificate(), root.certificate()};
    EXPECT_EQ(codes(checkRevocation(chain, lists({issuing.revocationList({})}), testTime)), "crl.signature");
}

TEST(Revocation, noListOfTheLeafsIssuer_isMissing)
{
    const World in = world();
    EXPECT_EQ(check(in, {in.root.revocationList({})}), "crl.missing");
}

TEST(Revocation, alteredList_isNotBelieved)
{
    const World in = world(KeyKind::sm2);
    Der der = in.issuing.revocationList({.revoked = {{in.leaf.certificate()}}});
    der[der.size() - 3] ^= 1;
    EXPECT_EQ(check(in, {der}), "crl.signature");
}

TEST(Revocation, distributionPoint_concernsThoseThatNameIt)
{
    const World in = world(KeyKind::p256, point);
    const auto listOf = [&](const std::string& uri) {
        return in.issuing.revocationList(
            {.revoked = {{in.leaf.certificate()}},
             .extensions = {{NID_issuing_distribution_point, "critical,fullname:URI:" + uri}}});
    };
    EXPECT_EQ(check(in, {listOf(point)}), "certificate.revoked");
    EXPECT_EQ(check(in, {listOf("http://crl.ekey.example/2.crl")}), "crl.missing");
    const auto kinds = [&](const std::string& kind) {
        return check(in, {in.issuing.revocationList(
                             {.revoked = {{in.leaf.certificate()}},
                              .extensions = {{NID_issuing_distribution_point, "critical," + kind + ":TRUE"}}})});
    };
    EXPECT_EQ(kinds("onlyuser"), "certificate.revoked");
    EXPECT_EQ(kinds("onlyCA"), "crl.missing");
}

TEST(Revocation, listsThatDoNotTellAll_areUnsupported)
{
    const World in = world();
    for (const auto& [nid, value] : std::vector<std::pair<int, std::string>>{
             {NID_issuing_distribution_point, "critical,indirectCRL:TRUE"},
             {NID_issuing_distribution_point, "critical,onlysomereasons:keyCompromise"},
             {NID_issuing_distribution_point, "critical,onlyAA:TRUE"},
             {NID_delta_crl, "critical,DER:020101"},
             {NID_info_access, "critical,OCSP;URI:http://a"}}) {
        const auto list = RevocationList::read(in.issuing.revocationList({.extensions = {{nid, value}}}));
        ASSERT_FALSE(list) << value;
        EXPECT_EQ(list.error().code, "crl.unsupported") << value;
    }
}

TEST(Revocation, size_hasALimit)
{
    const Identity issuer = Identity::authority({.key = KeyKind::rsa2048}); // whose signatures have one length
    const auto listOf = [&issuer](std::size_t more) {
        return issuer.revocationList({.extensions = {{NID_netscape_comment, std::string(more, 'x')}}});
    };
    const std::size_t half = revocationListMost / 2; // from there on the length of lengths is the same
    const std::size_t others = listOf(half).size() - half;
    const Der most = listOf(revocationListMost - others);
    ASSERT_EQ(most.size(), revocationListMost);
    EXPECT_TRUE(RevocationList::read(most));
    const Der onePast = listOf(revocationListMost - others + 1);
    ASSERT_EQ(onePast.size(), revocationListMost + 1);
    const auto list = RevocationList::read(onePast);
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code, "crl.malformed");
}

TEST(Revocation, anythingElse_isMalformed)
{
    const World in = world();
    Der der = in.issuing.revocationList({});
    for (std::size_t size = 0; size < der.size(); ++size) {
        const auto list = RevocationList::read(std::span(der).first(size));
        ASSERT_FALSE(list) << size;
        EXPECT_EQ(list.error().code, "crl.malformed");
    }
    der.push_back(0);
    EXPECT_FALSE(RevocationList::read(der));
}

} // namespace
} // namespace ekey::signature
