// messages/<lang>/rules.json: a text in both languages for every code that core can give.
#include "core/json/reader.h"
#include "core/text/messages.h"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

using namespace ekey;

namespace {

std::string contents(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string fileOf(const std::string& language)
{
    return std::string(EKEY_SOURCE_DIR) + "/messages/" + language + "/rules.json";
}

json::Value catalogue(const std::string& language)
{
    const auto read = json::read(contents(fileOf(language)));
    EXPECT_TRUE(read) << language;
    return read ? *read : json::Value::object();
}

std::set<std::string> matches(const std::string& text, const char* pattern)
{
    std::set<std::string> found;
    const std::regex expression(pattern);
    for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match) {
        found.insert((*match)[1]);
    }
    return found;
}

std::set<std::string> codes(const json::Value& texts)
{
    std::set<std::string> found;
    for (const auto& [code, text] : texts.items()) {
        found.insert(code);
    }
    return found;
}

/// Every code that stands as a string in core's sources.
std::set<std::string> codesOfCore()
{
    std::set<std::string> found;
    for (const auto& file : std::filesystem::recursive_directory_iterator(std::string(EKEY_SOURCE_DIR) + "/core")) {
        if (file.path().extension() != ".cpp") continue;
        found.merge(
            matches(contents(file.path()),
                    "\"((?:answer|certificate|crl|customs_code|email|form|hk_mo_permit|json|landline|login_name|"
                    "material|member|mobile|name|organisation_code|passport|pem|permanent_id|postcode|"
                    "residence_permit|resident_id|signature|submission|text|token|trade_code|tw_permit|uscc)\\."
                    "[a-z][a-z0-9_]*)\""));
    }
    return found;
}

} // namespace

TEST(rules_messages, bothLanguages_haveTheSameCodes) { EXPECT_EQ(codes(catalogue("zh-CN")), codes(catalogue("en"))); }

TEST(rules_messages, bothLanguages_haveTheSamePlaceholders)
{
    const json::Value chinese = catalogue("zh-CN"), english = catalogue("en");
    for (const auto& [code, text] : chinese.items()) {
        EXPECT_EQ(matches(text.get<std::string>(), "\\{([^}]*)\\}"),
                  matches(english.value(code, std::string()), "\\{([^}]*)\\}"))
            << code;
    }
}

TEST(rules_messages, everyCodeOfCore_hasAText)
{
    const json::Value chinese = catalogue("zh-CN");
    const std::set<std::string> known = codesOfCore();
    EXPECT_GT(known.size(), 50u);
    for (const std::string& code : known) {
        EXPECT_TRUE(chinese.contains(code)) << code;
    }
}

/// Every lower-case word that stands as a string in the chain's source, but for the names of params; and the reasons of
/// RFC 5280 §5.3.1 that revocation.cpp lists.
TEST(rules_messages, everyReason_hasItsWords)
{
    const json::Value chinese = catalogue("zh-CN");
    const std::string sources = std::string(EKEY_SOURCE_DIR) + "/core/signature/";
    std::set<std::string> reasons = matches(contents(sources + "chain.cpp"), "\"([a-z_]+)\"");
    reasons.erase("reason");
    reasons.erase("number");
    EXPECT_EQ(reasons.size(), 8u);
    std::string revocation = contents(sources + "revocation.cpp");
    revocation.erase(0, revocation.find("names[]"));
    revocation.erase(revocation.find(';'));
    reasons.merge(matches(revocation, "\"([a-zA-Z]+)\""));
    EXPECT_EQ(reasons.size(), 18u);
    for (const std::string& reason : reasons) {
        EXPECT_TRUE(chinese.contains("word.reason." + reason)) << reason;
    }
}

TEST(rules_messages, refusalsOfThePortalsApi_haveATextEach)
{
    const json::Value chinese = catalogue("zh-CN");
    const std::string api = contents(std::string(EKEY_SOURCE_DIR) + "/docs/portal-api.md");
    const auto named = matches(api, "`((?:submission|certificate)\\.[a-z_]+)`");
    EXPECT_GT(named.size(), 5u);
    for (const std::string& code : named) {
        EXPECT_TRUE(chinese.contains(code)) << code;
    }
}

TEST(rules_messages, catalogues_areTakenByTheReader)
{
    for (const char* language : {"zh-CN", "en"}) {
        text::Messages messages;
        ASSERT_TRUE(messages.add(contents(fileOf(language))));
        EXPECT_NE(messages.text("uscc.length", {{"found", 15}}).find("15"), std::string::npos);
    }
}
