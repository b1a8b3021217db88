#include "native-host/host/modules/module_file.h"

#include "native-host/host/limits.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

ModuleFile read(std::string_view text)
{
    auto file = readModuleFile(text);
    EXPECT_TRUE(file) << text;
    return file ? *std::move(file) : ModuleFile{};
}

void expectSyntax(std::string_view text, unsigned line)
{
    const auto file = readModuleFile(text);
    ASSERT_FALSE(file) << text;
    EXPECT_EQ("module.syntax", file.error().code) << text;
    EXPECT_EQ(line, file.error().params["line"]) << text;
}

TEST(ModuleFile, settings_areRead)
{
    const ModuleFile file = read("# This file describes how to load a module\n"
                                 "module: vendor-pkcs11.so\n\n"
                                 "enable-in: ekey-host, firefox\n"
                                 "disable-in: p11-kit-proxy ssh\n"
                                 "priority: 7\n"
                                 "trust-policy: yes\n"
                                 "log-calls: no\n"
                                 "x-custom.name_1: whatever: it says\n");
    EXPECT_EQ("vendor-pkcs11.so", file.module);
    EXPECT_EQ((std::vector<std::string>{"ekey-host", "firefox"}), file.enableIn);
    EXPECT_EQ((std::vector<std::string>{"p11-kit-proxy", "ssh"}), file.disableIn);
    EXPECT_EQ(7, file.priority);
    EXPECT_EQ(true, file.trustPolicy);
    EXPECT_EQ(std::nullopt, file.remote);
}

TEST(ModuleFile, blanksAndLineEnds_ofEverySystemAreTrimmed)
{
    EXPECT_EQ("/opt/a b/m.so", read(" \tmodule \t:\t/opt/a b/m.so \t\r\n").module);
    EXPECT_EQ("m.so", read("module:m.so").module);
    EXPECT_EQ("C:\\vendor\\m.dll", read("module: C:\\vendor\\m.dll").module);
    EXPECT_EQ("m.so # no comment", read("module: m.so # no comment").module);
    EXPECT_EQ(ModuleFile{}, read("\r\n \n#x\n   # y: z"));
    EXPECT_EQ(ModuleFile{}, read(""));
}

TEST(ModuleFile, sameNameTwice_countsTheLastTime)
{
    EXPECT_EQ("b.so", read("module: a.so\nmodule: b.so\n").module);
    EXPECT_EQ("", read("module: a.so\nmodule:\n").module);
}

TEST(ModuleFile, lineThatIsNoSetting_isNamed)
{
    expectSyntax("module m.so", 1);
    expectSyntax("module: m.so\n[section]\n", 2);
    expectSyntax("module: m.so\n\n[section: x]\n", 3);
    expectSyntax("-----BEGIN CERTIFICATE-----\n", 1);
    expectSyntax(": m.so\n", 1);
    expectSyntax("two words: m.so\n", 1);
    expectSyntax("#\n模块: m.so\n", 2);
}

TEST(ModuleFile, controlCharactersAndBrokenUtf8_areRefusedInCommentsToo)
{
    using namespace std::string_view_literals;
    for (const auto hostile : {"module: a\0b.so"sv, "module: \x1b[2Jm.so"sv, "# \x07"sv, "# \x7f"sv,
                               "module: \xff.so"sv, "module: \xc0\xaf.so"sv, "module: \xed\xa0\x80.so"sv}) {
        expectSyntax(hostile, 1);
    }
}

TEST(ModuleFile, priority_isAWholeNumber)
{
    EXPECT_EQ(-2147483648, read("priority: -2147483648").priority);
    EXPECT_EQ(2147483647, read("priority: 2147483647").priority);
    for (const char* wrong :
         {"priority: 2147483648", "priority: 1.5", "priority:", "priority: high", "priority: 1 2"}) {
        expectSyntax(wrong, 1);
    }
}

TEST(ModuleFile, fileAtTheLimitAndOnePast_isReadAndRefused)
{
    std::string text = "module: m.so\n#";
    text.resize(limits::moduleFileBytes, 'x');
    EXPECT_EQ("m.so", read(text).module);
    const auto longer = readModuleFile(text + "x");
    ASSERT_FALSE(longer);
    EXPECT_EQ("module.file_size", longer.error().code);
    EXPECT_EQ(limits::moduleFileBytes, longer.error().params["limit"]);
}

TEST(ModuleFile, programs_areEnabledAsP11KitDoes)
{
    EXPECT_TRUE(read("module: m").enabledFor("ekey-host"));
    EXPECT_TRUE(read("enable-in: ekey-host").enabledFor("ekey-host"));
    EXPECT_FALSE(read("enable-in: firefox").enabledFor("ekey-host"));
    EXPECT_FALSE(read("enable-in:").enabledFor("ekey-host"));
    EXPECT_FALSE(read("enable-in: ekey-host2, ekey").enabledFor("ekey-host"));
    EXPECT_FALSE(read("disable-in: a,ekey-host").enabledFor("ekey-host"));
    EXPECT_TRUE(read("disable-in: firefox").enabledFor("ekey-host"));
    EXPECT_TRUE(read("disable-in:").enabledFor("ekey-host"));
    EXPECT_TRUE(read("enable-in: ekey-host\ndisable-in: ekey-host").enabledFor("ekey-host")); // the stronger one
}

TEST(ModuleFile, inherit_fillsOnlyWhatIsNotSaid)
{
    ModuleFile file = read("enable-in:\npriority: 3");
    file.inherit(read("module: m.so\nenable-in: ekey-host\npriority: 1\ndisable-in: x\nremote: r\ntrust-policy: yes"));
    EXPECT_EQ(read("module: m.so\nenable-in:\npriority: 3\ndisable-in: x\nremote: r\ntrust-policy: yes"), file);
}

TEST(ModuleFileName, namesThatP11KitTakes_areTaken)
{
    for (const char* name : {"a.module", "opensc-pkcs11.module", "0_a-b.c.module"}) {
        EXPECT_TRUE(isModuleFileName(name)) << name;
    }
    for (const char* name : {".module", "module", "a.module~", "a.module.dpkg-old", "-a.module", ".a.module",
                             "a b.module", "a/b.module", "钥匙.module", "a.MODULE", ""}) {
        EXPECT_FALSE(isModuleFileName(name)) << name;
    }
}

} // namespace
} // namespace ekey::host
