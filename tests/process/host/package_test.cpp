// ekey-host package: the real program, and dpkg on what it made.
#include "tests/process/host/installed_host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ekey::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(PackageCommand, package_isReproducibleAndADropIn)
{
    InstalledHost host;
    const auto make = [&](const std::string& name) {
        const fs::path file = host.folder / name;
        const auto ended = host.command({"package", "--origin", "https://portal.example:8443", "--right",
                                         "authenticate", "--output", file.string()});
        EXPECT_EQ(0, ended.status) << ended.output;
        return file;
    };
    const fs::path first = make("one.deb");
    EXPECT_EQ(readFile(first), readFile(make("two.deb")));
    EXPECT_FALSE(fs::exists(host.folder / "one.deb.work"));

    const auto dpkg = [&](std::vector<std::string> arguments) {
        const fs::path output = host.folder / "dpkg-output";
        writeFile(output, "");
        run("/usr/bin/dpkg-deb", arguments, {.environment = {}, .output = output});
        return readFile(output);
    };
    const std::string contents = dpkg({"-c", first.string()});
    EXPECT_THAT(contents, HasSubstr("-rw-r--r-- root/root"));
    EXPECT_THAT(contents, HasSubstr("./etc/ekey/policy.d/50-portal.example+8443.json"));
    const std::string about = dpkg({"-I", first.string()});
    EXPECT_THAT(about, HasSubstr("Package: ekey-policy-portal.example+8443\n"));
    EXPECT_THAT(about, HasSubstr("Architecture: all"));

    dpkg({"-x", first.string(), (host.folder / "root").string()});
    const fs::path installed = host.folder / "root/etc/ekey/policy.d/50-portal.example+8443.json";
    fs::copy_file(installed, host.systemFolder() / "policy.d" / installed.filename());
    const json::Value all = parsed(host.command({"origins", "list", "--json"}).output);
    EXPECT_EQ("https://portal.example:8443", all["origins"][0]["origin"]);
    EXPECT_EQ(json::Value{"authenticate"}, all["origins"][0]["rights"]);
}

TEST(PackageCommand, removedPackage_takesItsRightsAlong)
{
    InstalledHost host;
    const fs::path file = host.folder / "policy.deb";
    ASSERT_EQ(0, host.command({"package", "--origin", portalOrigin, "--output", file.string()}).status);
    const fs::path root = host.folder / "root";
    for (const char* folder : {"info", "updates"})
        fs::create_directories(root / "var/lib/dpkg" / folder);
    writeFile(root / "var/lib/dpkg/status", "");
    const auto dpkg = [&](const std::string& what, const std::string& object) {
        run("/usr/bin/dpkg",
            {"--root=" + root.string(), "--log=" + (host.folder / "dpkg-log").string(), "--force-not-root",
             "--force-bad-path", what, object},
            {.environment = {}, .output = host.folder / "dpkg-output"});
    };
    const fs::path installed = root / "etc/ekey/policy.d/50-portal.example.json";
    dpkg("--install", file.string());
    EXPECT_TRUE(fs::exists(installed));
    dpkg("--remove", "ekey-policy-portal.example");
    EXPECT_FALSE(fs::exists(installed));
}

TEST(PackageCommand, rightNamedTwice_isWrittenOnce)
{
    InstalledHost host;
    const fs::path file = host.folder / "policy.deb";
    ASSERT_EQ(0, host.command({"package", "--origin", portalOrigin, "--right", "sign", "--right", "sign", "--output",
                               file.string()})
                     .status);
    run("/usr/bin/dpkg-deb", {"-x", file.string(), (host.folder / "root").string()},
        {.environment = {}, .output = host.folder / "dpkg-output"});
    EXPECT_EQ(json::Value{"sign"},
              parsed(readFile(host.folder / "root/etc/ekey/policy.d/50-portal.example.json"))["origins"][0]["rights"]);
}

TEST(PackageCommand, folderThatAKilledRunLeft_isNotInTheWayAndStays)
{
    InstalledHost host;
    const fs::path file = host.folder / "policy.deb";
    fs::create_directory(host.folder / "policy.deb.work");
    EXPECT_EQ(0, host.command({"package", "--origin", portalOrigin, "--output", file.string()}).status);
    EXPECT_TRUE(fs::exists(file));
    EXPECT_TRUE(fs::exists(host.folder / "policy.deb.work"));
    EXPECT_FALSE(fs::exists(host.folder / "policy.deb.work1"));
}

TEST(PackageCommand, whatIsNoOriginRightOrVersion_isRefused)
{
    InstalledHost host;
    const std::string output = (host.folder / "x.deb").string();
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--origin", "http://portal.example"},
                                                  {"--origin", portalOrigin, "--right", "everything"},
                                                  {"--origin", portalOrigin, "--package-version", "1 or 2"}}) {
        std::vector<std::string> arguments{"package", "--output", output};
        arguments.insert(arguments.end(), wrong.begin(), wrong.end());
        EXPECT_EQ(1, host.command(arguments).status) << wrong.back();
    }
    EXPECT_FALSE(fs::exists(output));
}

} // namespace
} // namespace ekey::test
