// messages/<lang>/identifiers.json: names of what identifiers say, tied to the tables of core/identifier.
#include "core/identifier/uscc.h"
#include "core/json/reader.h"

#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

using namespace ekey;

namespace {

std::set<std::string> keys(const std::string& language)
{
    std::ifstream in(std::string(EKEY_SOURCE_DIR) + "/messages/" + language + "/identifiers.json", std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    const auto read = json::read(text.str());
    EXPECT_TRUE(read) << language;
    std::set<std::string> found;
    if (!read) return found;
    for (const auto& [key, name] : read->items()) {
        EXPECT_FALSE(name.get<std::string>().empty()) << key;
        found.insert(key);
    }
    return found;
}

std::set<std::string> beginningWith(const std::string& prefix)
{
    std::set<std::string> found;
    for (const std::string& key : keys("en")) {
        if (key.starts_with(prefix)) found.insert(key);
    }
    return found;
}

} // namespace

TEST(identifiers_messages, bothLanguages_haveTheSameKeys)
{
    EXPECT_EQ(keys("zh-CN"), keys("en"));
    EXPECT_GT(keys("en").size(), 80u);
}

TEST(identifiers_messages, everyDepartmentAndCategory_hasANameAndNoOtherHas)
{
    std::set<std::string> departments, categories;
    for (const identifier::Department& department : identifier::departments()) {
        departments.insert(std::string("uscc.department.") + department.code);
        for (const char category : department.categories) {
            categories.insert(std::string("uscc.category.") + department.code + "." + category);
        }
    }
    EXPECT_EQ(beginningWith("uscc.department."), departments);
    EXPECT_EQ(beginningWith("uscc.category."), categories);
}

TEST(identifiers_messages, divisions_areTheProvincesByTwoDigits)
{
    const std::set<std::string> divisions = beginningWith("division.");
    EXPECT_EQ(divisions.size(), 36u); // 31, Taiwan twice, Hong Kong, Macao, and the state itself
    for (const std::string& key : divisions) {
        EXPECT_EQ(key.size(), std::string("division.11").size()) << key;
        EXPECT_EQ(key.find_first_not_of("0123456789", 9), std::string::npos) << key;
    }
}
