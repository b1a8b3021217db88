#include "native-host/host/modules/listing.h"

#include "core/json/reader.h"
#include "native-host/host/installation.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ekey::host {
namespace {

using testing::HasSubstr;

ModulesFound example()
{
    Module module{.path = "/usr/lib/vendor.so", .source = ModuleSource::announcement};
    module.options.quirks.add(token::Quirk::noFinalize);
    module.label = Wildcard("ePass*");
    return {{module},
            {{"/tmp/planted.so", ModuleSource::policy, {"module.writable", {}, Severity::error, {{"path", "/tmp"}}}}}};
}

TEST(Listing, people_areToldInTheirLanguage)
{
    EXPECT_EQ("使用的电子钥匙驱动库：1 个\n"
              "  /usr/lib/vendor.so\n"
              "    64 位，pkcs11，由 p11-kit 模块文件登记\n"
              "未使用：1 个\n"
              "  /tmp/planted.so\n"
              "    策略文件列出\n"
              "    其他用户可以修改 "
              "/tmp，经由它加载的内容可能已被替换。请把驱动程序安装到系统文件夹；如果该处本不需要其他用户写入，也可取消"
              "其写权限（chmod go-w）\n",
              listing(example(), catalogue("zh-CN")));
    const std::string english = listing(example(), catalogue("en"));
    EXPECT_THAT(english, HasSubstr("64-bit, pkcs11, announced to p11-kit"));
    EXPECT_THAT(english, HasSubstr("Other users can change /tmp"));
}

TEST(Listing, nothingFound_isSaid)
{
    EXPECT_EQ("Libraries for keys that are used: 0\n", listing({}, catalogue("en")));
    EXPECT_EQ(R"({"modules":[],"skipped":[]})", jsonListing({}));
}

TEST(Listing, programs_getEveryMember)
{
    EXPECT_EQ(R"({"modules":[{"bits":64,"kind":"pkcs11","label":"ePass*","path":"/usr/lib/vendor.so",)"
              R"("quirks":["no-finalize"],"source":"p11-kit"}],)"
              R"("skipped":[{"path":"/tmp/planted.so","reason":{"code":"module.writable","params":{"path":"/tmp"},)"
              R"("pointer":"","severity":"error"},"source":"policy"}]})",
              jsonListing(example()));
}

TEST(Listing, log_getsALineForEach)
{
    const test::TempFolder folder;
    {
        Log log((folder / "log").string());
        record(example(), log);
    }
    const std::string text = test::readFile(folder / "log");
    EXPECT_THAT(text, HasSubstr(R"("event":"module",)"));
    EXPECT_THAT(text, HasSubstr(R"("module":0)"));
    EXPECT_THAT(text, HasSubstr(R"("event":"module.skipped",)"));
    EXPECT_THAT(text, HasSubstr("module.writable"));
}

TEST(Listing, everyReasonAndSource_hasAText)
{
    for (const char* language : {"zh-CN", "en"}) {
        const text::Messages messages = catalogue(language);
        for (const char* code : {"missing", "unreadable", "owner", "writable", "link",     "not_library", "machine",
                                 "bits",    "kind",       "trust", "proxy",    "disabled", "remote",      "unnamed",
                                 "syntax",  "file_size",  "user",  "twice",    "limit",    "name"}) {
            EXPECT_TRUE(messages.has(std::string("module.") + code)) << code;
        }
        for (const ModuleSource source :
             {ModuleSource::policy, ModuleSource::announcement, ModuleSource::folder, ModuleSource::registry}) {
            EXPECT_TRUE(messages.has("modules.source." + std::string(name(source)))) << name(source);
        }
        EXPECT_TRUE(messages.has("policy.kind"));
        EXPECT_TRUE(messages.has("policy.quirk"));
    }
}

} // namespace
} // namespace ekey::host
