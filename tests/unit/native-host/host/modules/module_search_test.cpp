#include "native-host/host/modules/module_search.h"

#include "native-host/host/limits.h"
#include "tests/unit/native-host/host/modules/places.h"

#include <algorithm>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

const WorkerPrograms both{"/ekey-token", "/ekey-token32"};
const WorkerPrograms only64{"/ekey-token", ""};

Policy discovering(std::vector<Module> listed = {})
{
    Policy policy;
    policy.modules = std::move(listed);
    policy.discover = true;
    return policy;
}

Policy listing(std::vector<Module> listed)
{
    Policy policy = discovering(std::move(listed));
    policy.discover = false;
    return policy;
}

class ModuleSearch : public PlacesTest {
protected:
    /// The one module that was skipped.
    Error reason(const Policy& policy, const WorkerPrograms& workers = both)
    {
        const ModulesFound found = findModules(policy, places, workers);
        EXPECT_TRUE(found.modules.empty());
        EXPECT_EQ(1U, found.skipped.size());
        return found.skipped.size() == 1 ? found.skipped[0].reason : Error{};
    }
    std::string announce(const std::string& content)
    {
        write("package/a.module", content);
        return reason(discovering()).code;
    }
};

TEST_F(ModuleSearch, announcedLibrary_isFoundByItsWholePath)
{
    const fs::path file = library("opt/vendor.so");
    write("package/a.module", "module: " + file.string() + "\n");
    const ModulesFound found = findModules(discovering(), places, both);
    ASSERT_EQ(1U, found.modules.size());
    EXPECT_EQ(file.string(), found.modules[0].path);
    EXPECT_EQ(ModuleSource::announcement, found.modules[0].source);
    EXPECT_EQ(64U, found.modules[0].bits);
    EXPECT_TRUE(found.skipped.empty());
}

TEST_F(ModuleSearch, announcedLibraryWithoutFolder_isLookedForInTheFirstFolderThatHasIt)
{
    library("opt/vendor.so");
    write("package/a.module", "module: vendor.so\n");
    EXPECT_EQ((root / "opt/vendor.so").string(), findModules(discovering(), places, both).modules.at(0).path);
    library("lib/vendor.so");
    EXPECT_EQ((root / "lib/vendor.so").string(), findModules(discovering(), places, both).modules.at(0).path);
    fs::remove(root / "lib/vendor.so");
    fs::remove(root / "opt/vendor.so");
    const Error error = reason(discovering());
    EXPECT_EQ("module.missing", error.code);
    EXPECT_EQ((root / "lib/vendor.so").string(), error.params["path"]);
}

TEST_F(ModuleSearch, announcementThatIsNotForUs_isToldWithItsReason)
{
    library("lib/vendor.so");
    EXPECT_EQ("module.disabled", announce("module: vendor.so\ndisable-in: ekey-host\n"));
    EXPECT_EQ("module.disabled", announce("module: vendor.so\nenable-in: firefox\n"));
    EXPECT_EQ("module.remote", announce("module: vendor.so\nremote: |ssh elsewhere\n"));
    EXPECT_EQ("module.unnamed", announce("priority: 1\n"));
    EXPECT_EQ("module.unnamed", announce("module:\n"));
    EXPECT_EQ("module.trust", announce("module: vendor.so\ntrust-policy: yes\n"));
    EXPECT_EQ("module.syntax", announce("vendor.so\n"));
}

TEST_F(ModuleSearch, librariesThatAreNoDrivers_areToldByTheirNamesOrByWhatTheyAreLinksTo)
{
    for (const char* name : {"p11-kit-proxy.so", "p11-kit-client.so", "pkcs11-spy.so", "libp11-kit.so.0.3.0"}) {
        library(std::string("lib/") + name);
        EXPECT_EQ("module.proxy", announce(std::string("module: ") + name)) << name;
    }
    library("lib/p11-kit-trust.so");
    EXPECT_EQ("module.trust", announce("module: p11-kit-trust.so"));
    fs::create_symlink("p11-kit-trust.so", root / "lib/innocent.so");
    EXPECT_EQ("module.trust", announce("module: innocent.so"));
}

TEST_F(ModuleSearch, libraryThatOthersCanWrite_isRefusedWithThePlace)
{
    library("lib/vendor.so");
    fs::permissions(root / "lib", static_cast<fs::perms>(01777));
    EXPECT_EQ("module.writable", announce("module: vendor.so"));
    EXPECT_EQ((root / "lib").string(), reason(discovering()).params["path"]);
    EXPECT_EQ("module.writable", reason(listing({{.path = (root / "lib/vendor.so").string()}})).code);
}

TEST_F(ModuleSearch, whatIsNoLibraryOfThisSystem_isToldApart)
{
    write("lib/vendor.so", "no library");
    EXPECT_EQ("module.not_library", announce("module: vendor.so"));
    std::string foreign = test::readFile(library("lib/vendor.so"));
    foreign[18] = 2; // SPARC
    write("lib/vendor.so", foreign);
    EXPECT_EQ("module.machine", announce("module: vendor.so"));
    fs::remove(root / "lib/vendor.so");
    fs::create_directory(root / "lib/vendor.so");
    EXPECT_EQ("module.not_library", announce("module: vendor.so"));
}

TEST_F(ModuleSearch, library32_needsTheWorkerFor32Bits)
{
    const Policy policy = listing({{.path = library("lib/old.so", 32).string()}});
    const Error error = reason(policy, only64);
    EXPECT_EQ("module.bits", error.code);
    EXPECT_EQ(32, error.params["bits"]);
    EXPECT_EQ("ekey-token32", error.params["program"]);
    const ModulesFound found = findModules(policy, places, both);
    ASSERT_EQ(1U, found.modules.size());
    EXPECT_EQ(32U, found.modules[0].bits);
    EXPECT_EQ("/ekey-token32", both.of(found.modules[0].bits));
    EXPECT_EQ("/ekey-token", both.of(64));
}

TEST_F(ModuleSearch, skfLibrary_isToldToBeUnsupported)
{
    const fs::path file = library("lib/libgm3000.1.0.so");
    places.known = {{"libgm3000.1.0.so", ModuleKind::skf}};
    const Error found = reason(discovering());
    EXPECT_EQ("module.kind", found.code);
    EXPECT_EQ("skf", found.params["kind"]);
    places.known.clear();
    places.registered = {{file, ModuleKind::skf}};
    EXPECT_EQ("module.kind", reason(discovering()).code);
    EXPECT_EQ("module.kind", reason(listing({{.path = file.string(), .options = {ModuleKind::skf, {}}}})).code);
}

TEST_F(ModuleSearch, knownNamesAndRegisteredFiles_areFound)
{
    const fs::path known = library("opt/vendor-p11.so");
    const fs::path registered = library("opt/registered.so");
    places.known = {{"vendor-p11.so"}, {"not-installed.so"}};
    places.registered = {{registered}};
    const ModulesFound found = findModules(discovering(), places, both);
    ASSERT_EQ(2U, found.modules.size());
    EXPECT_EQ(registered.string(), found.modules[0].path);
    EXPECT_EQ(ModuleSource::registry, found.modules[0].source);
    EXPECT_EQ(known.string(), found.modules[1].path);
    EXPECT_EQ(ModuleSource::folder, found.modules[1].source);
    EXPECT_TRUE(found.skipped.empty());
}

TEST_F(ModuleSearch, libraryThatIsListedAndFound_isUsedAsListed)
{
    library("lib/vendor.so.1");
    fs::create_symlink("vendor.so.1", root / "lib/vendor.so");
    write("package/a.module", "module: vendor.so.1\n");
    Module listed{.path = (root / "lib/vendor.so").string()};
    listed.options.quirks.add(token::Quirk::noFinalize);
    const ModulesFound found = findModules(discovering({listed}), places, both);
    ASSERT_EQ(1U, found.modules.size());
    EXPECT_TRUE(found.modules[0].options.quirks.has(token::Quirk::noFinalize));
    ASSERT_EQ(1U, found.skipped.size());
    EXPECT_EQ("module.twice", found.skipped[0].reason.code);
    EXPECT_EQ(listed.path, found.skipped[0].reason.params["other"]);
}

TEST_F(ModuleSearch, libraryThatIsListedTwice_isUsedTwice)
{
    const Module listed{.path = library("lib/vendor.so").string()};
    EXPECT_EQ(2U, findModules(listing({listed, listed}), places, both).modules.size());
}

TEST_F(ModuleSearch, withoutDiscover_nothingIsLookedFor)
{
    library("lib/vendor.so");
    write("package/a.module", "module: vendor.so\n");
    write("user/b.module", "module: vendor.so\n");
    places.known = {{"vendor.so"}};
    const ModulesFound found = findModules(listing({}), places, both);
    EXPECT_TRUE(found.modules.empty());
    EXPECT_TRUE(found.skipped.empty());
}

TEST_F(ModuleSearch, modulesAtTheLimitAndOnePast_areUsedAndTheRestIsTold)
{
    const auto addOne = [&] {
        const std::string name = "v" + std::to_string(places.known.size()) + ".so";
        library("lib/" + name);
        places.known.push_back({name});
    };
    while (places.known.size() < limits::allModules) {
        addOne();
    }
    const ModulesFound atTheLimit = findModules(discovering(), places, both);
    EXPECT_EQ(limits::allModules, atTheLimit.modules.size());
    EXPECT_TRUE(atTheLimit.skipped.empty());
    addOne();
    const ModulesFound onePast = findModules(discovering(), places, both);
    EXPECT_EQ(limits::allModules, onePast.modules.size());
    ASSERT_EQ(1U, onePast.skipped.size());
    EXPECT_EQ("module.limit", onePast.skipped[0].reason.code);
}

TEST_F(ModuleSearch, pathThatIsNotUtf8_isRefusedAndShownReadably)
{
    fs::create_directory(root / "\xff\x1b");
    library("\xff\x1b/vendor.so");
    places.folders = {root / "\xff\x1b"};
    places.known = {{"vendor.so"}};
    const Error error = reason(discovering());
    EXPECT_EQ("module.name", error.code);
    EXPECT_EQ((root / "\xef\xbf\xbd/vendor.so").string(), error.params["path"]);
}

TEST(ModuleSearchOfThisSystem, softHsm_isFoundByItsModuleFile)
{
    const ModulesFound found = findModules(discovering(), platform::modulePlaces(), only64);
    const auto softHsm = std::find_if(found.modules.begin(), found.modules.end(), [](const Module& module) {
        return fs::canonical(module.path) == fs::canonical("/usr/lib/softhsm/libsofthsm2.so");
    });
    ASSERT_NE(found.modules.end(), softHsm);
    EXPECT_EQ(ModuleSource::announcement, softHsm->source);
    EXPECT_EQ(64U, softHsm->bits);
}

} // namespace
} // namespace ekey::host
