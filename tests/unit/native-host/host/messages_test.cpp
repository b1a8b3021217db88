#include "core/json/reader.h"
#include "core/text/messages.h"
#include "protocol/protocol.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <set>

namespace ekey::host {
namespace {

json::Value catalogue(const std::string& language)
{
    const auto read = json::read(test::readFile(EKEY_SOURCE_DIR "/messages/" + language + "/host.json"));
    EXPECT_TRUE(read) << language;
    return read ? *read : json::Value::object();
}

std::set<std::string> placeholders(const std::string& text)
{
    std::set<std::string> names;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
        names.insert(text.substr(at, text.find('}', at) + 1 - at));
    }
    return names;
}

TEST(HostMessages, bothLanguages_haveTheSameTextsWithTheSamePlaceholders)
{
    const json::Value chinese = catalogue("zh-CN");
    const json::Value english = catalogue("en");
    EXPECT_EQ(chinese.size(), english.size());
    for (const auto& [code, text] : chinese.items()) {
        ASSERT_TRUE(english.contains(code)) << code;
        EXPECT_EQ(placeholders(text.get<std::string>()), placeholders(english[code].get<std::string>())) << code;
    }
}

TEST(HostMessages, everyCodeOfTheProtocol_hasAText)
{
    const auto schema = json::read(test::readFile(EKEY_SOURCE_DIR "/protocol/ekey.v1.openrpc.json"));
    ASSERT_TRUE(schema);
    const json::Value chinese = catalogue("zh-CN");
    ASSERT_FALSE((*schema)["x-errors"].empty());
    for (const auto& [code, ignored] : (*schema)["x-errors"].items()) {
        EXPECT_TRUE(chinese.contains(code)) << code;
    }
}

TEST(HostMessages, everyErrorOfTheProtocolAndOfAPolicy_saysWhatToDoNext)
{
    const auto schema = json::read(test::readFile(EKEY_SOURCE_DIR "/protocol/ekey.v1.openrpc.json"));
    ASSERT_TRUE(schema);
    const json::Value chinese = catalogue("zh-CN");
    const json::Value english = catalogue("en");
    std::set<std::string> codes;
    for (const auto& [code, ignored] : (*schema)["x-errors"].items()) {
        codes.insert(code);
    }
    for (const auto& [code, ignored] : chinese.items()) {
        // How an origin is written needs no request: the text shows it.
        if (code.starts_with("policy.") && code != "policy.origin") codes.insert(code);
    }
    EXPECT_GT(codes.size(), 50U);
    for (const std::string& code : codes) {
        EXPECT_NE(chinese[code].get<std::string>().find("请"), std::string::npos) << code;
        const std::string text = english[code].get<std::string>();
        const bool twoSentences = text.find(". ") != std::string::npos || text.find("} ") != std::string::npos;
        EXPECT_TRUE(twoSentences) << code;
    }
}

} // namespace
} // namespace ekey::host
