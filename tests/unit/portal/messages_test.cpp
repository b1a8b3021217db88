#include "core/json/reader.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

namespace ekey::portal {
namespace {

json::Value catalogue(const std::string& language, const std::string& name = "portal")
{
    const auto read = json::read(test::readFile(EKEY_SOURCE_DIR "/messages/" + language + "/" + name + ".json"));
    EXPECT_TRUE(read) << language;
    return read ? *read : json::Value::object();
}

std::set<std::string> all(const std::string& text, const std::regex& pattern)
{
    std::set<std::string> found;
    for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
        found.insert((*match)[1]);
    }
    return found;
}

void expectSameTexts(const std::string& name)
{
    const auto chinese = catalogue("zh-CN", name);
    const auto english = catalogue("en", name);
    ASSERT_EQ(chinese.size(), english.size());
    const std::regex placeholder(R"(\{(\w+)\})");
    for (const auto& [code, text] : chinese.items()) {
        ASSERT_TRUE(english.contains(code)) << code;
        EXPECT_EQ(all(text.get<std::string>(), placeholder), all(english[code].get<std::string>(), placeholder))
            << code;
    }
}

TEST(PortalMessages, bothLanguagesHaveTheSameTextsWithTheSamePlaceholders)
{
    expectSameTexts("portal");
    expectSameTexts("notices");
}

TEST(PortalMessages, everyMailsTextNamesThePortalAndHasASubjectOfOneLine)
{
    const auto texts = catalogue("zh-CN", "notices");
    for (const auto& [code, text] : texts.items()) {
        if (code.ends_with(".subject")) {
            EXPECT_EQ(text.get<std::string>().find('\n'), std::string::npos) << code;
        } else {
            EXPECT_NE(text.get<std::string>().find("{origin}"), std::string::npos) << code;
        }
    }
}

TEST(PortalMessages, everyCodeThatThePortalRefusesWithHasAText)
{
    auto texts = catalogue("zh-CN");
    texts.update(catalogue("zh-CN", "rules"));
    const std::regex refusal(
        R"re((?:Refused\([^"()]*|plain\(|say\(|proofError\(|emplace_back\(|Error\()"([a-z_]+\.[a-z_.]+)")re");
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(EKEY_SOURCE_DIR "/portal")) {
        if (entry.path().extension() != ".cpp") {
            continue;
        }
        for (const std::string& code : all(test::readFile(entry.path()), refusal)) {
            EXPECT_TRUE(texts.contains(code)) << code << " in " << entry.path().filename();
            ++count;
        }
    }
    EXPECT_GT(count, 50U);
}

TEST(PortalMessages, everyRefusalGivesWhatItsTextAsksFor)
{
    auto texts = catalogue("zh-CN");
    texts.update(catalogue("zh-CN", "rules"));
    // From the code to the end of its statement, where the params stand.
    const std::regex refusal(R"re((?:Refused\([^"();]*|plain\()("[a-z_.]+"[^;]*);)re");
    const std::regex code(R"re(^"([a-z_.]+)")re");
    const std::regex member(R"re(\{"(\w+)",)re");
    const std::regex placeholder(R"(\{(\w+)\})");
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(EKEY_SOURCE_DIR "/portal")) {
        if (entry.path().extension() != ".cpp") {
            continue;
        }
        for (const std::string& statement : all(test::readFile(entry.path()), refusal)) {
            const std::string name = *all(statement, code).begin();
            const auto given = all(statement, member);
            for (const std::string& wanted : all(texts.value(name, std::string()), placeholder)) {
                EXPECT_TRUE(given.contains(wanted)) << name << " lacks " << wanted;
                ++count;
            }
        }
    }
    EXPECT_GT(count, 20U);
}

} // namespace
} // namespace ekey::portal
