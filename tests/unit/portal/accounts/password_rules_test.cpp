#include "portal/accounts/password_rules.h"

#include "portal/accounts/limits.h"

#include <gtest/gtest.h>

namespace ekey::portal::accounts {
namespace {

std::string codeOf(const std::string& password, const PasswordContext& context = {})
{
    const auto errors = passwordErrors(password, context, "/password");
    if (errors.empty()) return "";
    EXPECT_EQ(errors.front().pointer, "/password");
    return errors.front().code;
}

std::string han(std::size_t count)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += std::string("\xE4\xB8") + static_cast<char>(0x80 + (i * 7) % 48);
    }
    return text;
}

TEST(PasswordRules, length_countsCodePointsAtBothLimitsAndOnePast)
{
    EXPECT_EQ(codeOf(han(passwordLeast - 1)), "password.short");
    EXPECT_EQ(codeOf(han(passwordLeast)), "");
    EXPECT_EQ(codeOf(han(passwordMost)), "");
    EXPECT_EQ(codeOf(han(passwordMost + 1)), "password.long");
    EXPECT_EQ(codeOf("kwzpfhqtnv1"), "password.short");
    EXPECT_EQ(codeOf("kwzpfhqtnvmb"), ""); // no digit or sign is demanded
    EXPECT_EQ(codeOf(""), "password.short");
}

TEST(PasswordRules, encoding_mustBeUtf8) { EXPECT_EQ(codeOf("kwzpfhqtnvm\xFF"), "text.encoding"); }

TEST(PasswordRules, account_namesMayNotBeInIt)
{
    const PasswordContext context{"jidian01", "Zhang.San@demonstration.example", "91120000PDY00001X7"};
    EXPECT_EQ(codeOf("hello JIDIAN01 world", context), "password.account");
    EXPECT_EQ(codeOf("zhang.san is my name", context), "password.account");
    EXPECT_EQ(codeOf("zhang.san@demonstration.example", context), "password.account");
    EXPECT_EQ(codeOf("91120000pdy00001x7", context), "password.account");
    EXPECT_EQ(codeOf("a name without those", context), "");
    EXPECT_EQ(codeOf("abc is a short name", {"abc", "", ""}), "");
    EXPECT_EQ(codeOf("abcd is a longer name", {"abcd", "", ""}), "password.account");
}

TEST(PasswordRules, common_onesAreRefused)
{
    for (const char* password :
         {"Password1234", "QWERTYUIOP123", "woaini1314520", "1qaz2wsx3edc", "aaaaaaaaaaaa", "123123123123",
          "abc123abc123", "abcdefghijkl", "123456789012", "987654321098", "asdfghjkl;'\\"}) {
        EXPECT_EQ(codeOf(password), "password.common") << password;
    }
    EXPECT_EQ(codeOf("123456789013"), "");
}

} // namespace
} // namespace ekey::portal::accounts
