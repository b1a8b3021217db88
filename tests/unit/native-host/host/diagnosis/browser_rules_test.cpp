#include "native-host/host/diagnosis/browser_rules.h"

#include "native-host/host/diagnosis/url_pattern.h"
#include "native-host/host/limits.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

using Effect = BrowserRule::Effect;

constexpr const char* portal = "https://portal.example";

struct Row {
    const char* pattern;
    const char* origin;
    bool named;
};
class UrlPattern : public testing::TestWithParam<Row> {};

TEST_P(UrlPattern, origin_isNamedOrNot)
{
    EXPECT_EQ(GetParam().named, namesOrigin(GetParam().pattern, GetParam().origin))
        << GetParam().pattern << ' ' << GetParam().origin;
}

INSTANTIATE_TEST_SUITE_P(Table, UrlPattern,
                         testing::Values(Row{"*", portal, true}, Row{portal, portal, true},
                                         Row{"portal.example", portal, true}, Row{"https://*", portal, true},
                                         Row{"http://portal.example", portal, false}, Row{"[*.]example", portal, true},
                                         Row{"[*.]portal.example", portal, true}, Row{"[*.]tal.example", portal, false},
                                         Row{"[*.]", portal, false}, Row{"https://portal.example:443", portal, true},
                                         Row{"https://portal.example:8443", portal, false},
                                         Row{"portal.example:8443", "https://portal.example:8443", true},
                                         Row{"portal.example", "https://portal.example:8443", true},
                                         Row{"https://portal.example/path", portal, true},
                                         Row{"example", portal, false}, Row{"", portal, false},
                                         Row{"://", portal, false}));

class BrowserRules : public testing::Test {
protected:
    std::vector<BrowserRule> chromium(const std::string& text) const
    {
        test::writeFile(folder / "a.json", text);
        return browserRules({.chromium = {{"Chrome", folder.path()}}}, {portal});
    }
    std::vector<BrowserRule> firefox(const std::string& text) const
    {
        test::writeFile(folder / "policies.json", text);
        return browserRules({.firefox = {{"Firefox", folder / "policies.json"}}}, {portal});
    }
    test::TempFolder folder;
};

TEST_F(BrowserRules, asManyFilesAsAreReadAndOneMore_areReadAndLeftOut)
{
    std::vector<std::string> origins;
    const auto add = [&] {
        origins.push_back("https://" + std::to_string(origins.size()) + ".example");
        test::writeFile(folder / (std::to_string(origins.size()) + ".json"),
                        R"({"LoopbackNetworkAllowedForUrls":[")" + origins.back() + R"("]})");
    };
    for (std::size_t i = 0; i < limits::browserFiles; ++i) {
        add();
    }
    const platform::BrowserPlaces places{.chromium = {{"Chrome", folder.path()}}, .firefox = {}};
    EXPECT_EQ(limits::browserFiles, browserRules(places, origins).size());
    add();
    EXPECT_EQ(limits::browserFiles, browserRules(places, origins).size());
}

TEST_F(BrowserRules, fileAtTheLimitAndOneByteLonger_isReadAndLeftOut)
{
    std::string text = R"({"LoopbackNetworkBlockedForUrls":["*"]})";
    text.resize(limits::browserFileBytes, ' ');
    EXPECT_EQ(1U, chromium(text).size());
    EXPECT_EQ(0U, chromium(text + " ").size());
}

TEST_F(BrowserRules, noPolicies_meanThatTheBrowserAsks)
{
    EXPECT_TRUE(chromium("{}").empty());
    EXPECT_TRUE(chromium(R"({"LoopbackNetworkBlockedForUrls": ["https://other.example"]})").empty());
    EXPECT_TRUE(firefox("{}").empty());
    EXPECT_TRUE(
        browserRules({.chromium = {{"Chrome", "/nowhere"}}, .firefox = {{"Firefox", "/nowhere"}}}, {portal}).empty());
}

TEST_F(BrowserRules, newerLists_outweighOlderOnesAndBlocksTheirAllows)
{
    const auto effect = [&](const char* text) { return chromium(text).at(0).effect; };
    EXPECT_EQ(Effect::blocks, effect(R"({"LocalNetworkAccessBlockedForUrls": ["*"]})"));
    EXPECT_EQ(Effect::allows, effect(R"({"LocalNetworkAccessAllowedForUrls": ["portal.example"]})"));
    EXPECT_EQ(Effect::blocks, effect(R"({"LocalNetworkAccessBlockedForUrls": ["*"],
                                         "LocalNetworkAccessAllowedForUrls": ["*"]})"));
    EXPECT_EQ(Effect::allows, effect(R"({"LocalNetworkAccessBlockedForUrls": ["*"],
                                         "LoopbackNetworkAllowedForUrls": ["https://portal.example"]})"));
    EXPECT_EQ(Effect::blocks, effect(R"({"LoopbackNetworkBlockedForUrls": ["*"],
                                         "LoopbackNetworkAllowedForUrls": ["*"]})"));
}

TEST_F(BrowserRules, severalFiles_countTogether)
{
    test::writeFile(folder / "b.json", R"({"LoopbackNetworkBlockedForUrls": ["*"]})");
    const auto rules = chromium(R"({"LoopbackNetworkAllowedForUrls": ["*"]})");
    ASSERT_EQ(1U, rules.size());
    EXPECT_EQ(Effect::blocks, rules[0].effect);
    EXPECT_EQ((folder / "b.json").string(), rules[0].file);
    EXPECT_EQ("LoopbackNetworkBlockedForUrls", rules[0].policy);
}

TEST_F(BrowserRules, firefox_isJudgedByPromptingAndSkippedDomains)
{
    const auto rules = [&](const std::string& access) {
        return firefox(R"({"policies": {"LocalNetworkAccess": )" + access + "}}");
    };
    EXPECT_TRUE(rules(R"({"Enabled": true})").empty());
    EXPECT_EQ(Effect::blocks, rules(R"({"Enabled": true, "EnablePrompting": false})").at(0).effect);
    EXPECT_EQ(Effect::allows,
              rules(R"({"Enabled": true, "EnablePrompting": false, "SkipDomains": ["portal.example"]})").at(0).effect);
    EXPECT_EQ(Effect::opens, rules(R"({"SkipDomains": ["127.0.0.1"]})").at(0).effect);
    EXPECT_EQ(Effect::opens, rules(R"({"SkipDomains": ["localhost"]})").at(0).effect);
}

TEST_F(BrowserRules, filesOfAnyOtherShape_sayNothing)
{
    for (const char* text :
         {"", "[]", "7", "{\"policies\": 7}", R"({"policies": {"LocalNetworkAccess": []}})",
          R"({"policies": {"LocalNetworkAccess": {"SkipDomains": 7}}})", R"({"LoopbackNetworkBlockedForUrls": "*"})",
          R"({"LoopbackNetworkBlockedForUrls": [7]})"}) {
        EXPECT_TRUE(chromium(text).empty()) << text;
        EXPECT_TRUE(firefox(text).empty()) << text;
    }
}

} // namespace
} // namespace ekey::host
