// Which files are read, and what is wrong with one.
#include "tests/unit/native-host/host/policy/layers.h"

#include "native-host/host/limits.h"

#include <gmock/gmock.h>

#include <fstream>
#include <unistd.h>

namespace ekey::host {
namespace {

using testing::IsEmpty;

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
    EXPECT_EQ("", with("idleSeconds", limits::idle.count()));
    EXPECT_EQ("member.range", with("idleSeconds", limits::idle.count() + 1));
    EXPECT_EQ("", with("idleSeconds", limits::shortestIdle.count()));
    EXPECT_EQ("member.range", with("idleSeconds", limits::shortestIdle.count() - 1));
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

TEST_F(PolicyLayers, folderThatOthersCanWrite_isRefusedInEveryLayer)
{
    const platform::PolicyPlaces places = installed.places();
    const auto set = [](const std::filesystem::path& folder, unsigned mode) {
        std::filesystem::permissions(folder, static_cast<std::filesystem::perms>(mode));
    };
    installed.system(json::Value::object());
    installed.user(json::Value::object());
    const std::filesystem::path usersFolder = places.user.parent_path();
    for (const auto& [file, folder] :
         {std::pair{places.system, places.system.parent_path()}, std::pair{places.user, usersFolder},
          std::pair{places.user, usersFolder.parent_path()}}) {
        for (const unsigned mode : {0777U, 0775U}) {
            SCOPED_TRACE(folder);
            set(folder, mode);
            expectFault("policy.place", file);
            set(folder, 0755);
        }
    }
    load();
    set(usersFolder, 0777);
    std::filesystem::remove(places.user);
    expectFault("policy.place", places.user);
}

TEST_F(PolicyLayers, linkThroughAFolderThatOthersCanWrite_isRefused)
{
    const platform::PolicyPlaces places = installed.places();
    const test::TempFolder elsewhere;
    std::filesystem::create_directories(elsewhere / "open");
    test::writeFile(elsewhere / "open/policy.json", "{}");
    std::filesystem::permissions(elsewhere / "open/policy.json", static_cast<std::filesystem::perms>(0644));
    std::filesystem::permissions(elsewhere / "open", static_cast<std::filesystem::perms>(0755));
    std::filesystem::create_directories(places.user.parent_path());
    for (const auto& file : {places.system, places.user}) {
        std::filesystem::create_symlink(elsewhere / "open/policy.json", file);
        load();
        std::filesystem::permissions(elsewhere / "open", static_cast<std::filesystem::perms>(0777));
        expectFault("policy.place", file);
        std::filesystem::permissions(elsewhere / "open", static_cast<std::filesystem::perms>(0755));
        std::filesystem::remove(file);
    }
}

TEST_F(PolicyLayers, fileOfAnotherUser_isRefused)
{
    if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
    installed.dropIn("a.json", json::Value::object());
    const auto file = installed.places().dropIns / "a.json";
    ASSERT_EQ(0, chown(file.c_str(), 65534, 65534));
    expectFault("policy.owner", file);
}

TEST_F(PolicyLayers, linkOfAnotherUserInAStickyFolder_isRefused)
{
    if (geteuid() != 0) GTEST_SKIP() << "only root can give files away";
    const platform::PolicyPlaces places = installed.places();
    installed.user(json::Value::object());
    std::filesystem::permissions(places.system.parent_path(), static_cast<std::filesystem::perms>(01777));
    std::filesystem::create_symlink(places.user, places.system);
    ASSERT_EQ(0, lchown(places.system.c_str(), 65534, 65534));
    expectFault("policy.owner", places.system);
}

TEST_F(PolicyLayers, linkThatLeadsNowhere_isNoMissingFile)
{
    std::filesystem::create_symlink("nowhere", installed.places().system);
    expectFault("policy.unreadable", installed.places().system);
}

TEST_F(PolicyLayers, fileAtTheLimitAndOneByteLonger_passesAndIsRefused)
{
    installed.system(json::Value::object());
    const auto pad = [&](std::size_t bytes) {
        std::ofstream(installed.places().system) << "{}" << std::string(bytes - 2, ' ');
    };
    pad(limits::policyBytes);
    load();
    pad(limits::policyBytes + 1);
    expectFault("policy.size", installed.places().system);
}

TEST_F(PolicyLayers, pinentrysPathAtTheLimitAndOneByteLonger_passesAndIsRefused)
{
    installed.system({{"pinentry", "/" + std::string(limits::pathBytes - 1, 'a')}});
    load();
    installed.system({{"pinentry", "/" + std::string(limits::pathBytes, 'a')}});
    expectFault("member.length", installed.places().system, "/pinentry");
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
