#include "native-host/host/modules/module_policy.h"

#include "core/json/members.h"
#include "native-host/host/limits.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

json::Value minimal() { return {{"path", "/usr/lib/module.so"}}; }

void expectFault(const json::Value& document, const std::string& code, const std::string& pointer)
{
    const auto module = readModule(document, "/modules/0");
    ASSERT_FALSE(module) << document;
    EXPECT_EQ(code, module.error().code) << document;
    EXPECT_EQ("/modules/0" + pointer, module.error().pointer) << document;
}

TEST(ModulePolicy, minimal_isAPkcs11LibraryForAnyTokenWithoutQuirks)
{
    const auto module = readModule(minimal(), "");
    ASSERT_TRUE(module);
    EXPECT_EQ("/usr/lib/module.so", module->path);
    EXPECT_EQ(ModuleKind::pkcs11, module->options.kind);
    EXPECT_EQ(token::Quirks(), module->options.quirks);
    EXPECT_TRUE(module->label.matches("any"));
    EXPECT_TRUE(module->environment.empty());
    EXPECT_EQ(ModuleSource::policy, module->source);
}

TEST(ModulePolicy, complete_isRead)
{
    const auto module = readModule({{"path", "/opt/vendor/skf.so"},
                                    {"kind", "skf"},
                                    {"match", {{"label", "ePass*"}}},
                                    {"quirks", {"no-finalize", "initialize-without-arguments"}},
                                    {"environment", {{"VENDOR_LOG", "0"}}}},
                                   "");
    ASSERT_TRUE(module) << module.error().code;
    EXPECT_EQ(ModuleKind::skf, module->options.kind);
    EXPECT_TRUE(module->options.quirks.has(token::Quirk::noFinalize));
    EXPECT_TRUE(module->options.quirks.has(token::Quirk::initializeWithoutArguments));
    EXPECT_EQ("ePass*", module->label.pattern());
    EXPECT_EQ("0", module->environment.at("VENDOR_LOG"));
}

TEST(ModulePolicy, textsAtTheirLimitsAndOneByteLonger_passAndAreRefused)
{
    const auto with = [](const char* member, json::Value value) {
        json::Value document = minimal();
        document[member] = std::move(value);
        return document;
    };
    EXPECT_TRUE(readModule(with("path", "/" + std::string(limits::pathBytes - 1, 'a')), ""));
    expectFault(with("path", "/" + std::string(limits::pathBytes, 'a')), "member.length", "/path");
    const auto variable = [](std::size_t bytes) { return json::Value{{"VENDOR_LOG", std::string(bytes, 'a')}}; };
    EXPECT_TRUE(readModule(with("environment", variable(limits::environmentBytes)), ""));
    expectFault(with("environment", variable(limits::environmentBytes + 1)), "member.length",
                "/environment/VENDOR_LOG");
}

TEST(ModulePolicy, unknownKind_isRefusedWithTheKnownOnes)
{
    json::Value document = minimal();
    document["kind"] = "capi";
    expectFault(document, "policy.kind", "/kind");
    const auto module = readModule(document, "");
    EXPECT_EQ("capi", module.error().params["kind"]);
    EXPECT_EQ("pkcs11, skf", module.error().params["known"]);
}

TEST(ModulePolicy, unknownQuirk_isRefusedWithTheKnownOnes)
{
    json::Value document = minimal();
    document["quirks"] = {"no-finalize", "no-finalise"};
    expectFault(document, "policy.quirk", "/quirks/1");
    const auto module = readModule(document, "");
    EXPECT_EQ("no-finalise", module.error().params["quirk"]);
    EXPECT_EQ("initialize-without-arguments, no-finalize", module.error().params["known"]);

    document["quirks"] = {42};
    expectFault(document, "policy.quirk", "/quirks/0");
    document["quirks"] = json::Value::array();
    EXPECT_TRUE(readModule(document, ""));
}

TEST(ModulePolicy, wrongTypesAndUnknownMembers_areRefused)
{
    for (const auto& [member, value] : {std::pair<const char*, json::Value>{"kind", 11},
                                        {"quirks", "no-finalize"},
                                        {"match", "ePass*"},
                                        {"environment", json::Value::array()},
                                        {"path", nullptr}}) {
        json::Value document = minimal();
        document[member] = value;
        expectFault(document, "member.type", std::string("/") + member);
    }
    json::Value document = minimal();
    document["match"] = {{"label", "x"}, {"serial", "y"}};
    expectFault(document, "member.unknown", "/match/serial");
    document["match"] = json::Value::object();
    expectFault(document, "member.missing", "/match/label");
}

TEST(ModulePolicy, wildcardAtTheLimitAndOnePast_isReadAndRefused)
{
    json::Value document = minimal();
    document["match"] = {{"label", std::string(limits::wildcardBytes, '*')}};
    EXPECT_TRUE(readModule(document, ""));
    document["match"] = {{"label", std::string(limits::wildcardBytes + 1, '*')}};
    expectFault(document, "member.length", "/match/label");
}

TEST(ModulePolicy, environmentAtTheLimitAndOnePast_isReadAndRefused)
{
    json::Value document = minimal();
    for (std::size_t i = 0; i < limits::environment; ++i) {
        document["environment"]["V" + std::to_string(i)] = "x";
    }
    EXPECT_TRUE(readModule(document, ""));
    document["environment"]["ONE_MORE"] = "x";
    expectFault(document, "member.length", "/environment");
}

} // namespace
} // namespace ekey::host
