#include "core/identifier/identifier.h"
#include "core/text/utf8.h"

#include <set>

#include <gtest/gtest.h>

using namespace ekey;
using identifier::Checked;

namespace {

/// Texts that have broken checks elsewhere, or would if one byte were trusted.
std::vector<std::string> hostileTexts()
{
    std::vector<std::string> texts = {"",
                                      "-",
                                      "@",
                                      "@@",
                                      "()",
                                      "+86",
                                      "0086",
                                      "转",
                                      "0",
                                      "01",
                                      "x@xn--",
                                      "x@xn--99999999.cn",
                                      "a@b.c-",
                                      "1100600037341-",
                                      "\U0010FFFF",
                                      "{\"op\":\"close\"}",
                                      "%s%n",
                                      std::string(1, '\0'),
                                      std::string(18, '\0'),
                                      std::string(100'000, '9'),
                                      std::string(100'000, '-'),
                                      "a@" + std::string(100'000, 'b')};
    for (std::size_t size = 1; size <= 20; ++size) {
        for (const char* character : {"0", "9", "X", "A", "中", "\u0301", "\U00020BB7", "·", "\u202E"}) {
            std::string text;
            for (std::size_t i = 0; i < size; ++i) {
                text += character;
            }
            texts.push_back(text);
        }
    }
    return texts;
}

} // namespace

TEST(identifier_find, everyName_hasAFunctionOfItsOwn)
{
    std::set<identifier::Check> checks;
    for (const std::string_view name : identifier::names()) {
        ASSERT_NE(identifier::find(name), nullptr) << name;
        checks.insert(identifier::find(name));
    }
    EXPECT_EQ(checks.size(), 18u);
    EXPECT_EQ(checks.size(), identifier::names().size());
    EXPECT_EQ(identifier::find("uscc"), &identifier::uscc);
    EXPECT_EQ(identifier::find("loginNameUsedVehicle"), &identifier::loginNameUsedVehicle);
}

TEST(identifier_find, anyOtherWord_isNone)
{
    for (const char* name : {"", "USCC", "uscc ", "telephone"}) {
        EXPECT_EQ(identifier::find(name), nullptr) << name;
    }
}

TEST(identifier_checks, bytesThatAreNoUtf8_areANamedErrorAndNothingElse)
{
    for (const std::string_view name : identifier::names()) {
        // A lone byte, an overlong slash, a surrogate in CESU-8, a sequence cut short.
        for (const char* bytes :
             {"\xFF", "9111\xFE\x80", "\xC0\xAF", "\xED\xA0\x80", "91110000600037341\xC3", "a@b.c\xE4\xB8"}) {
            const Checked checked = identifier::find(name)(bytes, {});
            EXPECT_EQ(checked, (Checked{"", {{"text.encoding"}}})) << name << " " << toJson(checked.errors);
        }
    }
}

TEST(identifier_checks, anyText_givesAnAnswerThatKeepsItsPromises)
{
    for (const std::string_view name : identifier::names()) {
        const identifier::Check check = identifier::find(name);
        for (const std::string& text : hostileTexts()) {
            const Checked checked = check(text, {"2026-11-23", text});
            EXPECT_TRUE(text::isUtf8(checked.normalized)) << name;
            EXPECT_EQ(checked.masked.empty(), blocks(checked.errors) || checked.normalized.empty())
                << name << " " << text;
            EXPECT_TRUE(checked.parts.empty() || !blocks(checked.errors)) << name << " " << text;
            EXPECT_LE(checked.parts.size(), 8u) << name; // EKEY_PARTS_MOST
            EXPECT_LE(checked.errors.size(), 18u) << name;
            EXPECT_TRUE(!checked.suggestion || check(*checked.suggestion, {}).errors.empty()) << name << " " << text;
            EXPECT_TRUE(blocks(checked.errors) || check(checked.normalized, {}).normalized == checked.normalized)
                << name << " " << text;
        }
    }
}

TEST(identifier_checks, blankText_isNoError)
{
    for (const std::string_view name : identifier::names()) {
        for (const char* text : {"", "  ", "\u3000", "\u200B\uFEFF", "\t\n"}) {
            EXPECT_EQ(identifier::find(name)(text, {}), Checked{}) << name;
        }
    }
}
