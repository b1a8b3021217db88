#include "core/expression/lexer.h"

#include "core/expression/limits.h"

#include <gmock/gmock.h>

namespace ekey::expression {
namespace {

using testing::ElementsAre;

std::string code(std::string_view source)
{
    const auto found = tokens(source);
    return found ? "" : found.error().code;
}

std::vector<std::string> words(std::string_view source)
{
    std::vector<std::string> all;
    const auto found = tokens(source);
    if (!found) return {found.error().code};
    for (const Token& token : *found) {
        all.emplace_back(token.word);
    }
    return all;
}

/// What the only token of a source says.
std::string text(std::string_view source)
{
    const auto found = tokens(source);
    if (!found) return found.error().code;
    EXPECT_EQ(found->size(), 2u);
    EXPECT_EQ(found->front().kind, Token::Kind::text);
    return found->front().text;
}

TEST(lexer, spaceAndComments_separateAndAreNoTokens)
{
    EXPECT_THAT(words("a\t\n\f\r b// c\n=="), ElementsAre("a", "b", "==", ""));
    EXPECT_THAT(words("a // b\r c"), ElementsAre("a", "")); // a carriage return ends no comment
}

TEST(lexer, signs_areTheLongestPossible)
{
    EXPECT_THAT(words("a<=b!=!c"), ElementsAre("a", "<=", "b", "!=", "!", "c", ""));
    EXPECT_EQ(code("a = b"), "expression.character");
    EXPECT_EQ(code("a & b"), "expression.character");
    EXPECT_EQ(code("值"), "expression.character");
    EXPECT_EQ(code(std::string("a\0", 2)), "expression.character");
}

TEST(lexer, positions_areBytesOfTheSource)
{
    const auto found = tokens("'值' + x");
    ASSERT_TRUE(found);
    EXPECT_EQ((*found)[1].at, 6u);
    EXPECT_EQ((*found)[2].at, 8u);
}

TEST(lexer, errors_tellLineAndColumnInCharacters)
{
    const auto found = tokens("1 +\n'值' + #");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().params, (json::Value{{"line", 2}, {"column", 7}, {"found", "#"}}));
}

TEST(lexer, integers_areDecimalOrHexadecimal)
{
    const auto found = tokens("18446744073709551615 0xFFFFFFFFFFFFFFFF 0");
    ASSERT_TRUE(found);
    EXPECT_EQ((*found)[0].integer, 18446744073709551615u);
    EXPECT_EQ((*found)[1].integer, 18446744073709551615u);
    EXPECT_EQ((*found)[2].integer, 0u);
    EXPECT_EQ(code("18446744073709551616"), "expression.number");
    EXPECT_EQ(code("0x10000000000000000"), "expression.number");
    EXPECT_EQ(code("0x"), "expression.number");
}

TEST(lexer, numbers_haveAFractionOrAnExponent)
{
    const auto found = tokens("1.5 .5 1e3 1.5E-1");
    ASSERT_TRUE(found);
    EXPECT_EQ((*found)[0].number, 1.5);
    EXPECT_EQ((*found)[1].number, 0.5);
    EXPECT_EQ((*found)[2].number, 1000);
    EXPECT_EQ((*found)[3].number, 0.15);
    EXPECT_THAT(words("1.e"), ElementsAre("1", ".", "e", ""));
    EXPECT_EQ(code("1.7976931348623157e308"), "");
    EXPECT_EQ(code("1.8e308"), "expression.number");
}

TEST(lexer, textEscapes_standForTheirCharacters)
{
    EXPECT_EQ(text(R"('\a\b\f\n\r\t\v\\\?\"\'\`')"), "\a\b\f\n\r\t\v\\?\"'`");
    EXPECT_EQ(text(R"("\x41\X4a\101\u503c\U0001F431")"), "AJA值🐱");
    EXPECT_EQ(text(R"('\377\xff')"), "ÿÿ"); // code points, not bytes
    for (const char* bad : {R"('\z')", R"('\x4')", R"('\400')", R"('\18')", R"('\ud800')", R"('\U00110000')", "'\\"}) {
        EXPECT_EQ(code(bad), "expression.escape") << bad;
    }
}

TEST(lexer, texts_mayBeRawAndTriple)
{
    EXPECT_EQ(text(R"(r'\n')"), "\\n");
    EXPECT_EQ(text("'''a'\n\"b'''"), "a'\n\"b");
    EXPECT_EQ(text(R"(R"""\""")"), "\\");
    EXPECT_EQ(text("''"), "");
}

TEST(lexer, textWithoutItsEnd_isUnfinished)
{
    for (const char* bad : {"'", "'a\"", "'a\nb'", "'a\rb'", "'''a''", "r'", "`a", "``", "`a;b`"}) {
        EXPECT_EQ(code(bad), "expression.text_unfinished") << bad;
    }
}

TEST(lexer, uintsAndBytes_areNotOurs)
{
    for (const char* bad : {"1u", "0x1U", "b''", "B\"a\"", "rb'a'", "bR'a'"}) {
        EXPECT_EQ(code(bad), "expression.unsupported") << bad;
    }
    EXPECT_THAT(words("b r br"), ElementsAre("b", "r", "br", ""));
}

TEST(lexer, bytesOfASource_areLimited)
{
    EXPECT_EQ(code(std::string(sourceBytes, ' ')), "");
    EXPECT_EQ(code(std::string(sourceBytes + 1, ' ')), "expression.size");
}

TEST(lexer, whatIsNotUtf8_isRefused) { EXPECT_EQ(code("'\xff'"), "expression.encoding"); }

} // namespace
} // namespace ekey::expression
