#include "native-host/host/certificates.h"

#include "tests/support/test_pki.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

using test::Identity;
using test::testTime;

const Identity& root()
{
    static const Identity authority = Identity::authority({.commonName = "演示签发机构"});
    return authority;
}

Held held(const test::Profile& profile)
{
    return {.certificate = root().issue(profile).certificate(), .token = {.serial = "1"}, .id = {1}};
}

std::string code(const Result<Held>& result) { return result ? "" : result.error().code; }

TEST(Choose, onlyUsableCertificate_isTaken)
{
    const Held one = held({});
    const auto chosen = choose({one}, std::nullopt, Use::sign, testTime);
    ASSERT_TRUE(chosen);
    EXPECT_EQ(one.certificate.fingerprint(), chosen->certificate.fingerprint());
}

TEST(Choose, noCertificate_isNoToken) { EXPECT_EQ("token.none", code(choose({}, std::nullopt, Use::sign, testTime))); }

TEST(Choose, severalUsable_mustBeNamed)
{
    const std::vector<Held> two{held({}), held({})};
    EXPECT_EQ("certificate.several", code(choose(two, std::nullopt, Use::sign, testTime)));

    const auto named = choose(two, two[1].certificate.fingerprint(), Use::sign, testTime);
    ASSERT_TRUE(named);
    EXPECT_EQ(two[1].certificate.fingerprint(), named->certificate.fingerprint());
}

TEST(Choose, usableBesideAnExpiredOne_isTaken)
{
    const std::vector<Held> two{held({.notAfter = testTime - 1}), held({})};
    const auto chosen = choose(two, std::nullopt, Use::sign, testTime);
    ASSERT_TRUE(chosen);
    EXPECT_EQ(two[1].certificate.fingerprint(), chosen->certificate.fingerprint());
}

TEST(Choose, lastSecondAndOneLater_isValidAndExpired)
{
    const std::vector<Held> one{held({.notAfter = testTime})};
    for (const Use use : {Use::authenticate, Use::sign}) {
        const auto last = choose(one, std::nullopt, use, testTime);
        ASSERT_TRUE(last);
        EXPECT_FALSE(last->expired);
        const auto late = choose(one, std::nullopt, use, testTime + 1);
        ASSERT_TRUE(late) << "it renews itself";
        EXPECT_TRUE(late->expired);
    }
}

TEST(Choose, expiredForWhatTheHostDoesNotSee_isRefused)
{
    const std::vector<Held> one{held({.notAfter = testTime})};
    EXPECT_TRUE(choose(one, std::nullopt, Use::signUnseen, testTime));
    const auto late = choose(one, std::nullopt, Use::signUnseen, testTime + 1);
    ASSERT_FALSE(late);
    EXPECT_EQ("certificate.expired", late.error().code);
    EXPECT_EQ((json::Value{{"notAfter", testTime}}), late.error().params);
}

TEST(Choose, severalExpired_mustBeNamed)
{
    const std::vector<Held> two{held({.notAfter = testTime - 1}), held({.notAfter = testTime - 1})};
    EXPECT_EQ("certificate.several", code(choose(two, std::nullopt, Use::sign, testTime)));
    const auto named = choose(two, two[0].certificate.fingerprint(), Use::sign, testTime);
    ASSERT_TRUE(named);
    EXPECT_EQ(two[0].certificate.fingerprint(), named->certificate.fingerprint());
}

TEST(Choose, expiredBesideAValidOne_isTakenWhereItIsNamed)
{
    const std::vector<Held> two{held({.notAfter = testTime - 1}), held({})};
    const auto named = choose(two, two[0].certificate.fingerprint(), Use::authenticate, testTime);
    ASSERT_TRUE(named);
    EXPECT_TRUE(named->expired);
}

TEST(Choose, beforeTheFirstSecond_isNotYetValid)
{
    const std::vector<Held> one{held({.notBefore = testTime})};
    EXPECT_TRUE(choose(one, std::nullopt, Use::sign, testTime));
    EXPECT_EQ("certificate.not_yet_valid", code(choose(one, std::nullopt, Use::sign, testTime - 1)));
}

TEST(Choose, certificateForSomethingElse_isRefused)
{
    const std::vector<Held> one{held({.keyUsage = "critical,nonRepudiation"})};
    EXPECT_EQ("certificate.use", code(choose(one, std::nullopt, Use::authenticate, testTime)));
    EXPECT_TRUE(choose(one, std::nullopt, Use::sign, testTime));
}

TEST(Choose, namedOneThatIsGone_isARemovedToken)
{
    const Held one = held({});
    EXPECT_EQ("token.removed", code(choose({held({})}, one.certificate.fingerprint(), Use::sign, testTime)));
}

TEST(Handles, sameThing_keepsItsHandle)
{
    Handles handles('k');
    const std::string handle = handles.of("one");
    EXPECT_NE(handle, handles.of("other"));
    EXPECT_EQ(handle, handles.of("one"));
    EXPECT_EQ("one", handles.find(handle));
    EXPECT_FALSE(handles.find("k9"));
    EXPECT_FALSE(Handles('k').find(handle));
}

TEST(Summary, beforeConsent_tellsNothingOfItsOwner)
{
    const Held one =
        held({.commonName = "天津示范进出口有限公司", .uscc = "91120000PDY00001X7", .email = "who@enterprise.example"});
    const json::Value page = toJson(summary(one.certificate, "k1", false));
    EXPECT_EQ("演示签发机构", page["issuer"]);
    EXPECT_EQ("ES256", page["algorithm"]);
    const std::string text = page.dump();
    EXPECT_EQ(std::string::npos, text.find("天津"));
    EXPECT_EQ(std::string::npos, text.find("91120000"));
    EXPECT_EQ(std::string::npos, text.find("who@"));
}

TEST(Summary, afterConsent_tellsItsOwnersName)
{
    const Held one = held({.commonName = "天津示范进出口有限公司"});
    EXPECT_EQ("天津示范进出口有限公司", toJson(summary(one.certificate, "k1", true))["subject"]);
}

} // namespace
} // namespace ekey::host
