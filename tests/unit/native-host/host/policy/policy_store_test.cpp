#include "native-host/host/policy/policy_store.h"

#include "core/json/reader.h"
#include "tests/unit/native-host/host/policy/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ekey::host {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* portal = "https://portal.example";

class Store : public testing::Test {
protected:
    Store()
    {
        installed.system(listing({site(portal, {"authenticate"})}));
        auto opened = PolicyStore::open(installed.files());
        EXPECT_TRUE(opened);
        store = *std::move(opened);
        store->onChange([this] { ++changes; });
    }
    void refresh() { store->refresh(log); }
    std::string logged() const { return test::readFile(folder / "log"); }

    InstalledPolicies installed;
    test::TempFolder folder;
    Log log{(folder / "log").string()};
    std::unique_ptr<PolicyStore> store;
    int changes = 0;
};

TEST_F(Store, unchangedFiles_areNotReadAgain)
{
    const auto before = store->current();
    refresh();
    EXPECT_EQ(before, store->current());
    EXPECT_EQ(0, changes);
    EXPECT_EQ("", logged());
}

TEST_F(Store, always_readsThemAgain)
{
    store->refresh(log, true);
    EXPECT_EQ(1, changes);
}

TEST_F(Store, changedFile_countsAndIsTold)
{
    const auto before = store->current();
    installed.system(listing({site(portal, {"authenticate", "sign"})}));
    refresh();
    EXPECT_TRUE(store->current()->find(portal)->sign);
    EXPECT_FALSE(before->find(portal)->sign); // whoever works by it finishes by it
    EXPECT_EQ(1, changes);
    EXPECT_THAT(logged(), HasSubstr(R"("event":"policy")"));
    EXPECT_THAT(logged(), Not(HasSubstr("policy.restart")));
}

TEST_F(Store, filesThatComeAndGo_areSeen)
{
    installed.user(listing({site("https://user.example", {"sign"})}));
    refresh();
    EXPECT_TRUE(store->current()->find("https://user.example"));
    installed.dropIn("deny.json", {{"denied", {"https://user.example"}}});
    refresh();
    EXPECT_FALSE(store->current()->find("https://user.example"));
    std::filesystem::remove(installed.places().dropIns / "deny.json");
    refresh();
    EXPECT_TRUE(store->current()->find("https://user.example"));
    std::filesystem::remove(installed.places().system);
    refresh();
    EXPECT_FALSE(store->current()->find(portal));
    EXPECT_EQ(4, changes);
}

TEST_F(Store, brokenFile_leavesTheLastGoodPolicyInForce)
{
    test::writeFile(installed.places().system, "{\"origins\": [");
    refresh();
    EXPECT_TRUE(store->current()->find(portal));
    EXPECT_EQ(0, changes);
    ASSERT_TRUE(store->broken());
    EXPECT_EQ("json.syntax", store->broken()->code);
    EXPECT_THAT(logged(), HasSubstr("policy.broken"));
    EXPECT_THAT(logged(), HasSubstr(installed.places().system.string()));

    const std::string once = logged();
    refresh();
    EXPECT_EQ(once, logged()) << "a broken file is told once";

    installed.system(json::Value::object());
    refresh();
    EXPECT_FALSE(store->broken());
    EXPECT_FALSE(store->current()->find(portal));
}

TEST_F(Store, brokenUsersFile_keepsNoAdministratorFromClosing)
{
    constexpr const char* own = "https://own.example";
    installed.user(listing({site(own, {"sign"})}));
    refresh();
    ASSERT_TRUE(store->current()->find(own));
    installed.user("{oops");
    installed.system(listing(json::Value::array()));
    refresh();
    ASSERT_TRUE(store->broken());
    EXPECT_FALSE(store->current()->find(portal));
    EXPECT_TRUE(store->current()->find(own)) << "as the file last said";
}

TEST_F(Store, fileThatOthersCanWrite_isNoticed)
{
    // Another file, since rights that change within one tick of the file system's clock cannot be seen.
    const std::filesystem::path work = installed.places().dropIns / "work";
    test::writeFile(work, "{}");
    std::filesystem::permissions(work, static_cast<std::filesystem::perms>(0666));
    std::filesystem::rename(work, installed.places().system);
    refresh();
    ASSERT_TRUE(store->broken());
    EXPECT_EQ("policy.writable", store->broken()->code);
    EXPECT_TRUE(store->current()->find(portal));
}

TEST_F(Store, otherModules_waitForTheNextStartAndSaySo)
{
    installed.dropIn("modules.json", {{"modules", {{{"path", "/some.so"}}}}});
    refresh();
    EXPECT_THAT(logged(), HasSubstr("policy.restart"));
}

TEST_F(Store, withheldRight_isLogged)
{
    installed.user(listing({site(portal, {"authenticate", "sign"})}));
    refresh();
    EXPECT_THAT(logged(), HasSubstr(R"("code":"policy.narrowed")"));
}

TEST(PolicyStore, brokenAtTheStart_isAnError)
{
    InstalledPolicies installed;
    test::writeFile(installed.places().system, "[]");
    const auto opened = PolicyStore::open(installed.files());
    ASSERT_FALSE(opened);
    EXPECT_EQ("member.type", opened.error().code);
}

} // namespace
} // namespace ekey::host
