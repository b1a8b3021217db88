#include "native-host/host/policy.h"

#include "core/json/canonical.h"
#include "core/json/members.h"
#include "native-host/host/limits.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

json::Value minimal()
{
    return {{"origins", {{{"origin", "https://portal.example"}, {"rights", {"authenticate", "sign"}}}}},
            {"modules", {{{"path", "/usr/lib/module.so"}}}}};
}

Result<Policy> read(const json::Value& document, PolicySource source = PolicySource::commandLine)
{
    return Policy::read(json::canonical(document), source);
}

void expectFault(const json::Value& document, const std::string& code, const std::string& pointer,
                 PolicySource source = PolicySource::commandLine)
{
    const auto policy = read(document, source);
    ASSERT_FALSE(policy) << document;
    EXPECT_EQ(code, policy.error().code);
    EXPECT_EQ(pointer, policy.error().pointer);
}

TEST(Policy, complete_isRead)
{
    json::Value document = minimal();
    document["origins"].push_back({{"origin", "https://other.example:8443"}, {"rights", {"sign"}}});
    document["developmentOrigins"] = {{{"origin", "http://localhost:8480"}, {"rights", {"authenticate"}}}};
    document["modules"][0]["environment"] = {{"SOFTHSM2_CONF", "/tmp/softhsm2.conf"}};
    document["pinentry"] = "/usr/bin/pinentry-qt";
    document["language"] = "en";

    const auto policy = read(document);

    ASSERT_TRUE(policy) << policy.error().code << policy.error().pointer;
    ASSERT_EQ(3U, policy->grants.size());
    const Grant* portal = policy->find("https://portal.example");
    ASSERT_NE(nullptr, portal);
    EXPECT_EQ((std::vector<std::string>{"authenticate", "sign"}), portal->rights());
    EXPECT_FALSE(portal->development);
    const Grant* other = policy->find("https://other.example:8443");
    ASSERT_NE(nullptr, other);
    EXPECT_EQ(std::vector<std::string>{"sign"}, other->rights());
    const Grant* development = policy->find("http://localhost:8480");
    ASSERT_NE(nullptr, development);
    EXPECT_TRUE(development->development);
    EXPECT_EQ("/usr/lib/module.so", policy->modules.at(0).path);
    EXPECT_EQ("/tmp/softhsm2.conf", policy->modules.at(0).environment.at("SOFTHSM2_CONF"));
    EXPECT_EQ("/usr/bin/pinentry-qt", policy->pinentry);
    EXPECT_EQ("en", policy->language);
}

TEST(Policy, minimal_hasChineseAndTheSystemsPinentry)
{
    const auto policy = read(minimal(), PolicySource::system);
    ASSERT_TRUE(policy);
    EXPECT_EQ("zh-CN", policy->language);
    EXPECT_EQ("", policy->pinentry);
}

TEST(Policy, modules_areLookedForByAnInstalledPolicyUnlessItSaysOtherwise)
{
    json::Value document = minimal();
    EXPECT_TRUE(read(document, PolicySource::system)->discover);
    EXPECT_FALSE(read(document, PolicySource::commandLine)->discover);
    for (const bool wanted : {true, false}) {
        document["discover"] = wanted;
        EXPECT_EQ(wanted, read(document, PolicySource::system)->discover);
        EXPECT_EQ(wanted, read(document, PolicySource::commandLine)->discover);
    }
    document["discover"] = "yes";
    expectFault(document, "member.type", "/discover");
}

TEST(Policy, originNearAListedOne_isNotFound)
{
    const auto policy = read(minimal());
    ASSERT_TRUE(policy);
    for (const char* near :
         {"https://portal.example/", "https://portal.example:443", "https://Portal.example", "https://portal.exampl",
          "https://portal.example.evil.example", "https://evil.example", "", "null"}) {
        EXPECT_EQ(nullptr, policy->find(near)) << near;
    }
}

TEST(Policy, developmentOriginsOfAnInstalledPolicy_areRefused)
{
    json::Value document = minimal();
    document["developmentOrigins"] = json::Value::array();
    expectFault(document, "policy.development", "/developmentOrigins", PolicySource::system);
}

TEST(Policy, developmentOriginAmongOrigins_isRefused)
{
    json::Value document = minimal();
    document["origins"][0]["origin"] = "http://localhost:8480";
    expectFault(document, "policy.origin", "/origins/0/origin");
}

TEST(Policy, realOriginAmongDevelopmentOrigins_isRefused)
{
    json::Value document = minimal();
    document["developmentOrigins"] = {{{"origin", "https://other.example"}, {"rights", {"sign"}}}};
    expectFault(document, "policy.origin", "/developmentOrigins/0/origin");
}

TEST(Policy, sameOriginTwice_isRefused)
{
    json::Value document = minimal();
    document["origins"].push_back(document["origins"][0]);
    expectFault(document, "policy.origin_twice", "/origins/1/origin");
}

TEST(Policy, unknownRight_isRefused)
{
    json::Value document = minimal();
    document["origins"][0]["rights"] = {"everything"};
    expectFault(document, "policy.right", "/origins/0/rights");
}

TEST(Policy, unknownMembers_areRefused)
{
    json::Value top = minimal();
    top["allowAll"] = true;
    expectFault(top, "member.unknown", "/allowAll");
    json::Value origin = minimal();
    origin["origins"][0]["regex"] = true;
    expectFault(origin, "member.unknown", "/origins/0/regex");
    json::Value module = minimal();
    module["modules"][0]["args"] = "x";
    expectFault(module, "member.unknown", "/modules/0/args");
}

TEST(Policy, relativePaths_areRefused)
{
    json::Value module = minimal();
    module["modules"][0]["path"] = "libmodule.so";
    expectFault(module, "policy.path", "/modules/0/path");
    json::Value pinentry = minimal();
    for (const char* path : {"pinentry", ""}) {
        pinentry["pinentry"] = path;
        expectFault(pinentry, "policy.path", "/pinentry");
    }
}

TEST(Policy, variableThatLoadsCode_isRefused)
{
    for (const char* name : {"LD_PRELOAD", "LD_LIBRARY_PATH", "path", "A=B", ""}) {
        json::Value document = minimal();
        document["modules"][0]["environment"] = {{name, "x"}};
        expectFault(document, "policy.variable", json::pointerTo("/modules/0/environment", name));
    }
}

TEST(Policy, countsAtTheLimitAndOnePast_passAndAreRefused)
{
    json::Value modules = minimal();
    modules["modules"] = json::Value::array();
    for (std::size_t i = 0; i < limits::modules; ++i) {
        modules["modules"].push_back({{"path", "/m" + std::to_string(i)}});
    }
    EXPECT_TRUE(read(modules));
    modules["modules"].push_back({{"path", "/one-more"}});
    expectFault(modules, "member.length", "/modules");

    json::Value origins = minimal();
    origins["origins"] = json::Value::array();
    for (std::size_t i = 0; i < limits::origins; ++i) {
        origins["origins"].push_back({{"origin", "https://a" + std::to_string(i) + ".example"}, {"rights", {"sign"}}});
    }
    EXPECT_TRUE(read(origins));
    origins["origins"].push_back({{"origin", "https://one-more.example"}, {"rights", {"sign"}}});
    expectFault(origins, "member.length", "/origins");
}

TEST(Policy, notStrictJson_isRefused)
{
    const auto twice = Policy::read(R"({"origins":[],"origins":[],"modules":[]})", PolicySource::commandLine);
    ASSERT_FALSE(twice);
    EXPECT_EQ("json.duplicate_key", twice.error().code);
}

} // namespace
} // namespace ekey::host
