// Which libraries the real program uses, and what it says of the others.
#include "core/json/canonical.h"
#include "tests/process/host/host_under_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace ekey::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr const char* softHsm = "/usr/lib/softhsm/libsofthsm2.so";

json::Value listed(const fs::path& path) { return json::Value::array({{{"path", path.string()}}}); }

/// `ekey-host modules` with a policy of the test's own.
class ModulesVerb : public testing::Test {
protected:
    std::string output(const json::Value& modules, bool discover, std::vector<std::string> more = {},
                       std::map<std::string, std::string> environment = {})
    {
        const fs::path policy = folder / "policy.json";
        writeFile(policy,
                  json::canonical({{"origins", json::Value::array()}, {"modules", modules}, {"discover", discover}}));
        fs::permissions(policy, static_cast<fs::perms>(0600));
        std::vector<std::string> arguments{"modules", "--policy", policy.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        fs::remove(folder / "output"); // or an earlier run's stays before this one's
        run(hostProgram, arguments, {.environment = std::move(environment), .output = folder / "output"});
        return readFile(folder / "output");
    }

    json::Value listing(const json::Value& modules, bool discover, std::vector<std::string> more = {},
                        std::map<std::string, std::string> environment = {})
    {
        more.emplace_back("--json");
        const auto read = json::read(output(modules, discover, std::move(more), std::move(environment)));
        EXPECT_TRUE(read);
        return read ? *read : json::Value::object();
    }

    /// The code of the reason for which that path is not used; empty when it is not among the skipped.
    static std::string reasonFor(const fs::path& path, const json::Value& all)
    {
        for (const json::Value& skipped : all["skipped"]) {
            if (skipped["path"] == path.string()) return skipped["reason"]["code"].get<std::string>();
        }
        return {};
    }

    TempFolder folder;
};

TEST_F(ModulesVerb, softHsm_isFoundByItsModuleFile)
{
    const json::Value all = listing(json::Value::array(), true);
    const json::Value& modules = all["modules"];
    const auto found = std::find_if(modules.begin(), modules.end(), [](const json::Value& module) {
        return fs::canonical(module["path"].get<std::string>()) == fs::canonical(softHsm);
    });
    ASSERT_NE(modules.end(), found) << all;
    EXPECT_EQ("p11-kit", (*found)["source"]);
    EXPECT_EQ(64, (*found)["bits"]);
}

TEST_F(ModulesVerb, listedLibraryOnly_isUsedWithoutDiscovery)
{
    const json::Value all = listing(listed(softHsm), false);
    ASSERT_EQ(1U, all["modules"].size()) << all;
    EXPECT_EQ(softHsm, all["modules"][0]["path"]);
    EXPECT_EQ("policy", all["modules"][0]["source"]);
    EXPECT_TRUE(all["skipped"].empty()) << all;
}

TEST_F(ModulesVerb, libraryPlantedWhereOthersCanWrite_isToldWithItsReason)
{
    fs::copy_file(EKEY_FAKE_DRIVER, folder / "planted.so");
    const json::Value all = listing(listed(folder / "planted.so"), false);
    EXPECT_TRUE(all["modules"].empty()) << all;
    EXPECT_EQ("module.writable", reasonFor(folder / "planted.so", all)) << all;
}

TEST_F(ModulesVerb, moduleFileOfTheUser_isOnlyTold)
{
    fs::create_directories(folder / ".config/pkcs11/modules");
    fs::copy_file(EKEY_FAKE_DRIVER, folder / "planted.so");
    const fs::path file = folder / ".config/pkcs11/modules/planted.module";
    writeFile(file, "module: " + (folder / "planted.so").string() + "\n");
    const json::Value all = listing(json::Value::array(), true, {}, {{"HOME", folder.path().string()}});
    EXPECT_EQ("module.user", reasonFor(file, all)) << all;
    EXPECT_THAT(json::canonical(all["modules"]), Not(HasSubstr("planted")));
}

TEST_F(ModulesVerb, library32_isUsedWhereItsWorkerIsInstalled)
{
    const InstalledFakeDriver driver;
    std::string head = readFile(driver.file()).substr(0, 64);
    head[4] = 1;                        // ELFCLASS32
    head[18] = head[18] == 62 ? 3 : 40; // x86 beside x86-64, otherwise ARM
    writeFile(driver.file(), head);
    EXPECT_EQ("module.bits", reasonFor(driver.file(), listing(listed(driver.file()), false)));
    const json::Value all = listing(listed(driver.file()), false, {"--worker32", "/usr/bin/true"});
    ASSERT_EQ(1U, all["modules"].size()) << all;
    EXPECT_EQ(32, all["modules"][0]["bits"]);
}

TEST_F(ModulesVerb, people_areToldInTheLanguageOfTheirEnvironment)
{
    const json::Value missing = listed("/usr/lib/no-such-module.so");
    EXPECT_THAT(output(missing, false, {}, {{"LC_ALL", "en_GB.UTF-8"}}),
                HasSubstr("/usr/lib/no-such-module.so does not exist. Install the key's driver"));
    EXPECT_THAT(output(missing, false, {}, {{"LC_ALL", "zh_CN.UTF-8"}}),
                HasSubstr("/usr/lib/no-such-module.so 不存在。请安装电子钥匙驱动程序"));
}

TEST_F(ModulesVerb, unknownQuirk_stopsWithTheKnownOnes)
{
    json::Value modules = listed(softHsm);
    modules[0]["quirks"] = {"be-nice"};
    EXPECT_THROW(output(modules, false, {}, {{"LC_ALL", "en"}}), std::exception);
    const std::string said = readFile(folder / "output");
    EXPECT_THAT(said, HasSubstr("/modules/0/quirks/0"));
    EXPECT_THAT(said, HasSubstr("be-nice"));
    EXPECT_THAT(said, HasSubstr("initialize-without-arguments, no-finalize"));
}

/// What a page gets to see: the number of certificates, or an error's code.
std::string seen(HostUnderTest& host)
{
    Page page = host.page();
    page.hello();
    const json::Value answer = page.call("certificates", json::Value::object());
    return answer.contains("error") ? answer["error"]["data"]["code"].get<std::string>()
                                    : std::to_string(answer["result"]["certificates"].size());
}

TEST(Modules, libraryWhereOthersCanWrite_isNeverLoaded)
{
    // It ends its worker as soon as it is initialised: whoever loads it notices.
    const InstalledFakeDriver driver;
    {
        HostUnderTest host(driver.modules("crash.initialize"));
        EXPECT_EQ("driver.crashed", seen(host));
    }
    fs::permissions(driver.folder().path(), static_cast<fs::perms>(0777));
    HostUnderTest host(driver.modules("crash.initialize"));
    EXPECT_EQ("0", seen(host));
    EXPECT_THAT(host.log(), HasSubstr(R"("code":"module.writable")"));
}

TEST(Modules, quirksOfThePolicy_reachTheDriver)
{
    const InstalledFakeDriver driver;
    json::Value modules = driver.modules("no.arguments");
    {
        HostUnderTest host(modules);
        EXPECT_EQ("driver.fault", seen(host));
    }
    modules[0]["quirks"] = {"initialize-without-arguments"};
    HostUnderTest host(modules);
    EXPECT_EQ("0", seen(host)); // it opens, and its certificate is none
}

TEST(Modules, tokenThatTwoLibrariesShow_isOfferedOnce)
{
    const DemonstrationToken token;
    json::Value modules = token.modules();
    modules.push_back(modules[0]);
    HostUnderTest host(modules);
    EXPECT_EQ("1", seen(host));
}

TEST(Modules, tokenThatALibraryIsNotFor_isNotSeenThroughIt)
{
    const DemonstrationToken token;
    for (const auto& [label, certificates] : {std::pair{"ekey 演示*", "1"}, {"ePass*", "0"}}) {
        json::Value modules = token.modules();
        modules[0]["match"] = {{"label", label}};
        HostUnderTest host(modules);
        EXPECT_EQ(certificates, seen(host)) << label;
    }
}

} // namespace
} // namespace ekey::test
