// Policies in layers: who has the last word on what, over real files.
#include "tests/unit/native-host/host/policy/files.h"

#include "native-host/host/limits.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

namespace ekey::host {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* portal = "https://portal.example";
constexpr const char* other = "https://other.example";

class PolicyLayers : public testing::Test {
protected:
    Policy load() const
    {
        auto policy = loadPolicy(installed.files());
        EXPECT_TRUE(policy) << policy.error().code << policy.error().params;
        return policy ? *std::move(policy) : Policy();
    }
    void expectFault(const std::string& code, const std::filesystem::path& file, const std::string& pointer = "") const
    {
        const auto policy = loadPolicy(installed.files());
        ASSERT_FALSE(policy);
        EXPECT_EQ(code, policy.error().code);
        EXPECT_EQ(pointer, policy.error().pointer);
        EXPECT_EQ(file.string(), policy.error().params["file"]);
    }
    static std::vector<std::string> rights(const Policy& policy, const std::string& origin)
    {
        const Grant* grant = policy.find(origin);
        return grant ? grant->rights() : std::vector<std::string>{"not listed"};
    }
    /// The codes of what is withheld.
    static std::vector<std::string> withheld(const Policy& policy)
    {
        std::vector<std::string> codes;
        for (const Error& error : policy.withheld) {
            codes.push_back(error.code);
        }
        return codes;
    }

    InstalledPolicies installed;
};

TEST_F(PolicyLayers, freshInstall_isAnEmptyPolicyThatLooksForModules)
{
    const Policy policy = load();
    EXPECT_THAT(policy.grants, IsEmpty());
    EXPECT_THAT(policy.files, IsEmpty());
    EXPECT_TRUE(policy.discover);
    EXPECT_EQ(limits::prompt, policy.limits.prompt);
}

TEST_F(PolicyLayers, missingPrivatePolicy_isAnError)
{
    const auto policy = loadPolicy(PolicyFiles(std::filesystem::path("/nowhere/policy.json")));
    ASSERT_FALSE(policy);
    EXPECT_EQ("policy.unreadable", policy.error().code);
}

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
    installed.system({{"limits", {{"promptSeconds", 60}, {"batch", 20}}}});
    installed.user({{"limits", {{"promptSeconds", 30}, {"batch", 21}}}});
    const Policy policy = load();
    EXPECT_EQ(std::chrono::seconds(30), policy.limits.prompt);
    EXPECT_EQ(20U, policy.limits.batch);
    EXPECT_THAT(withheld(policy), ElementsAre("policy.limit"));
    EXPECT_EQ((json::Value{{"limit", "batch"}, {"most", 20}, {"file", installed.places().user.string()}}),
              policy.withheld[0].params);
}

TEST_F(PolicyLayers, limitsAtTheirBoundsAndOnePast_passAndAreRefused)
{
    const auto with = [&](const char* name, std::int64_t value) {
        installed.system({{"limits", {{name, value}}}});
        const auto policy = loadPolicy(installed.files());
        return policy ? std::string() : policy.error().code;
    };
    EXPECT_EQ("", with("promptSeconds", limits::prompt.count()));
    EXPECT_EQ("member.range", with("promptSeconds", limits::prompt.count() + 1));
    EXPECT_EQ("", with("promptSeconds", limits::shortestPrompt.count()));
    EXPECT_EQ("member.range", with("promptSeconds", limits::shortestPrompt.count() - 1));
    EXPECT_EQ("", with("batch", limits::batch));
    EXPECT_EQ("member.range", with("batch", limits::batch + 1));
    EXPECT_EQ("member.range", with("batch", 0));
    EXPECT_EQ("member.unknown", with("connections", 3));
}

TEST_F(PolicyLayers, closedInTheUsersFile_isRefused)
{
    installed.user({{"closed", {"origins"}}});
    expectFault("policy.administrator", installed.places().user, "/closed");
}

TEST_F(PolicyLayers, unknownNameInClosed_isRefused)
{
    installed.system({{"closed", {"modules", "everything"}}});
    expectFault("policy.closable", installed.places().system, "/closed/1");
}

TEST_F(PolicyLayers, deniedThatIsNoOrigin_isRefused)
{
    installed.system({{"denied", {"https://portal.example/"}}});
    expectFault("policy.origin", installed.places().system, "/denied/0");
    installed.system({{"denied", {7}}});
    expectFault("policy.origin", installed.places().system, "/denied/0");
}

TEST_F(PolicyLayers, developmentOriginsOfTheUser_areRefused)
{
    installed.user({{"developmentOrigins", {site("http://localhost:8480", {"sign"})}}});
    expectFault("policy.development", installed.places().user, "/developmentOrigins");
}

TEST_F(PolicyLayers, brokenDropIn_isNamed)
{
    installed.system(listing({site(portal, {"sign"})}));
    installed.dropIn("50-x.json", {{"allowAll", true}});
    expectFault("member.unknown", installed.places().dropIns / "50-x.json", "/allowAll");
}

TEST_F(PolicyLayers, fileThatOthersCanWrite_isRefusedInEveryLayer)
{
    const auto loosen = [](const std::filesystem::path& file, unsigned mode) {
        std::filesystem::permissions(file, static_cast<std::filesystem::perms>(mode));
    };
    const platform::PolicyPlaces places = installed.places();
    installed.system(json::Value::object());
    installed.dropIn("a.json", json::Value::object());
    installed.user(json::Value::object());
    for (const auto& file : {places.system, places.dropIns / "a.json", places.user}) {
        loosen(file, 0666);
        expectFault("policy.writable", file);
        loosen(file, 0644);
    }
    loosen(places.dropIns, 0777);
    expectFault("policy.folder", places.dropIns);
}

TEST_F(PolicyLayers, fileOfAnotherUser_isRefused)
{
    if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
    installed.dropIn("a.json", json::Value::object());
    const auto file = installed.places().dropIns / "a.json";
    ASSERT_EQ(0, chown(file.c_str(), 65534, 65534));
    expectFault("policy.owner", file);
}

TEST_F(PolicyLayers, linkThatLeadsNowhere_isNoMissingFile)
{
    std::filesystem::create_symlink("nowhere", installed.places().system);
    expectFault("policy.unreadable", installed.places().system);
}

TEST_F(PolicyLayers, dropInsAtTheLimitAndOneMore_passAndAreRefused)
{
    for (std::size_t i = 0; i < limits::dropIns; ++i) {
        installed.dropIn(std::to_string(i) + ".json", json::Value::object());
    }
    EXPECT_EQ(limits::dropIns, load().files.size());
    installed.dropIn("one-more.json", json::Value::object());
    expectFault("policy.files", installed.places().dropIns);
}

} // namespace
} // namespace ekey::host
