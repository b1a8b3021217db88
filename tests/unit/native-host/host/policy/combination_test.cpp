// Who has the last word on what, over real files.
#include "tests/unit/native-host/host/policy/layers.h"

#include <gmock/gmock.h>

namespace ekey::host {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(PolicyLayers, dropInsInNameOrder_haveTheLastWordOnAnOrigin)
{
    installed.system(listing({site(portal, {"authenticate"})}));
    installed.dropIn("90-local.json", listing({site(portal, {"sign"})}));
    installed.dropIn("10-package.json", listing({site(portal, {"authenticate", "sign"}), site(other, {"sign"})}));
    installed.dropIn("20-package.json.dpkg-dist", listing({site("https://third.example", {"sign"})}));
    installed.dropIn(".hidden.json", listing({site("https://third.example", {"sign"})}));

    const Policy policy = load();

    EXPECT_THAT(rights(policy, portal), ElementsAre("sign"));
    EXPECT_THAT(rights(policy, other), ElementsAre("sign"));
    EXPECT_EQ(nullptr, policy.find("https://third.example"));
    EXPECT_THAT(policy.find(portal)->sources, ElementsAre((installed.places().dropIns / "90-local.json").string()));
    EXPECT_EQ(3U, policy.files.size());
}

TEST_F(PolicyLayers, usersOwnOrigin_isAddedWithItsSource)
{
    installed.system(listing({site(portal, {"sign"})}));
    installed.user(listing({site(other, {"authenticate", "signDigest"})}));
    const Policy policy = load();
    EXPECT_THAT(rights(policy, portal), ElementsAre("sign"));
    EXPECT_THAT(rights(policy, other), ElementsAre("authenticate", "signDigest"));
    EXPECT_THAT(policy.find(other)->sources, ElementsAre(installed.places().user.string()));
    EXPECT_THAT(policy.withheld, IsEmpty());
}

TEST_F(PolicyLayers, administratorsOrigin_losesWhatTheUserLeavesOutAndGainsNothing)
{
    installed.system(listing({site(portal, {"authenticate", "sign"})}));
    installed.user(listing({site(portal, {"authenticate", "signDigest", "renew"})}));
    const Policy policy = load();
    EXPECT_THAT(rights(policy, portal), ElementsAre("authenticate"));
    EXPECT_THAT(withheld(policy), ElementsAre("policy.narrowed", "policy.narrowed"));
    EXPECT_EQ("signDigest", policy.withheld[0].params["right"]);
    EXPECT_EQ(installed.places().user.string(), policy.withheld[0].params["file"]);
    EXPECT_THAT(policy.find(portal)->sources,
                ElementsAre(installed.places().system.string(), installed.places().user.string()));
}

TEST_F(PolicyLayers, deniedOrigin_isListedByNobody)
{
    installed.system({{"denied", {other, "https://user-added.example"}}});
    installed.dropIn("package.json", listing({site(other, {"sign"}), site(portal, {"sign"})}));
    installed.user({{"origins", {site("https://user-added.example", {"sign"})}}, {"denied", {portal}}});
    const Policy policy = load();
    EXPECT_THAT(policy.grants, IsEmpty());
    EXPECT_THAT(withheld(policy), ElementsAre("policy.denied", "policy.denied", "policy.denied"));
}

TEST_F(PolicyLayers, closedOrigins_keepTheUsersOutAndLeaveTheOthers)
{
    installed.system(listing({site(portal, {"sign"})}));
    installed.dropIn("close.json", {{"closed", {"origins"}}});
    installed.dropIn("later.json", listing({site(other, {"sign"})}));
    installed.user(listing({site("https://user-added.example", {"sign"}), site(portal, {})}));
    const Policy policy = load();
    EXPECT_THAT(rights(policy, other), ElementsAre("sign"));
    EXPECT_THAT(rights(policy, portal), IsEmpty());
    EXPECT_EQ(nullptr, policy.find("https://user-added.example"));
    EXPECT_THAT(withheld(policy), ElementsAre("policy.closed_origin"));
}

TEST_F(PolicyLayers, closedRight_isTakenOutOfTheUsersOriginsOnly)
{
    installed.system({{"origins", {site(portal, {"signDigest"})}}, {"closed", {"signDigest"}}});
    installed.user(listing({site(other, {"sign", "signDigest"})}));
    const Policy policy = load();
    EXPECT_THAT(rights(policy, portal), ElementsAre("signDigest"));
    EXPECT_THAT(rights(policy, other), ElementsAre("sign"));
    EXPECT_THAT(withheld(policy), ElementsAre("policy.closed_right"));
}

TEST_F(PolicyLayers, modulesAndPinentry_areTheUsersWhereTheyAreNotClosed)
{
    const json::Value users{{"modules", {{{"path", "/user.so"}}}}, {"pinentry", "/user/pinentry"}};
    installed.user(users);
    installed.system({{"modules", {{{"path", "/system.so"}}}}, {"pinentry", "/usr/bin/pinentry-qt"}});
    Policy policy = load();
    ASSERT_EQ(2U, policy.modules.size());
    EXPECT_EQ("/user/pinentry", policy.pinentry);

    installed.dropIn("close.json", {{"closed", {"modules", "pinentry"}}});
    policy = load();
    ASSERT_EQ(1U, policy.modules.size());
    EXPECT_EQ("/system.so", policy.modules[0].path);
    EXPECT_EQ("/usr/bin/pinentry-qt", policy.pinentry);
    EXPECT_THAT(withheld(policy), ElementsAre("policy.closed", "policy.closed"));
}

TEST_F(PolicyLayers, search_isTurnedOffByEitherAndOnAgainByNoUser)
{
    installed.user({{"discover", false}});
    EXPECT_FALSE(load().discover);
    installed.user({{"discover", true}});
    installed.system({{"discover", false}});
    EXPECT_FALSE(load().discover);
    installed.dropIn("later.json", {{"discover", true}});
    EXPECT_TRUE(load().discover);
}

TEST_F(PolicyLayers, limits_areOnlyLoweredByTheUser)
{
    installed.system({{"limits", {{"promptSeconds", 60}, {"batch", 20}, {"idleSeconds", 60}}}});
    installed.user({{"limits", {{"promptSeconds", 30}, {"batch", 21}, {"idleSeconds", 20}}}});
    const Policy policy = load();
    EXPECT_EQ(std::chrono::seconds(30), policy.limits.prompt);
    EXPECT_EQ(20U, policy.limits.batch);
    EXPECT_EQ(std::chrono::seconds(20), policy.limits.idle);
    EXPECT_THAT(withheld(policy), ElementsAre("policy.limit"));
    EXPECT_EQ((json::Value{{"limit", "batch"}, {"most", 20}, {"file", installed.places().user.string()}}),
              policy.withheld[0].params);
}

} // namespace
} // namespace ekey::host
