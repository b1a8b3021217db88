#include "core/expression/functions.h"

#include "tests/unit/core/rules/expression/told.h"

namespace ekey::expression {
namespace {

TEST(functions, areFoundAsTheyMayBeWritten)
{
    EXPECT_TRUE(findFunction("size", true) && findFunction("size", false));
    EXPECT_TRUE(findFunction("contains", true) && !findFunction("contains", false));
    EXPECT_TRUE(findFunction("blank", false) && !findFunction("blank", true));
    EXPECT_FALSE(findFunction("", false));
    for (const std::string_view check : identifier::names()) {
        const Function* function = findFunction(check, false);
        ASSERT_TRUE(function) << check;
        EXPECT_LE(function->parameters.size(), parametersMost);
    }
    EXPECT_EQ(findFunction("part", false)->parameters.size(), parametersMost);
}

TEST(functions, size_countsCodePointsElementsAndKeys)
{
    EXPECT_EQ(told("size('值🐱') + [1, 2].size() + size({1: 2})"), "int 5");
}

TEST(functions, contains_findsShortAndLongParts)
{
    EXPECT_EQ(told("s.contains('ex') && s.contains('') && !s.contains('xe')"), "bool true");
    const std::string part = "abababababababababac"; // longer than what is searched plainly
    EXPECT_EQ(told("'abababababab" + part + "x'.contains('" + part + "')"), "bool true");
    EXPECT_EQ(told("'" + repeated("ab", 40) + "'.contains('" + part + "')"), "bool false");
    EXPECT_EQ(told("'" + part + "'.contains('" + part + "')"), "bool true");
    EXPECT_EQ(told("'ab'.contains('" + part + "')"), "bool false");
}

TEST(functions, contains_ofLongTextsEndsSoon)
{
    // Half a million letters in a million: compared naively, that would be 10^11 steps.
    std::string text = "['aaaaaaaaaaaaaaaa']";
    for (int i = 0; i < 15; ++i) {
        text += ".map(x, x + x)";
    }
    EXPECT_EQ(told(text + ".map(x, (x + x).contains(x + 'b'))"), "list [false]");
}

TEST(functions, blank_isWhatShowsNothing)
{
    for (const char* source : {"null", "''", "' \\t\\n'", "'\\u3000\\u200b\\ufeff'", "[]", "{}", "unset"}) {
        EXPECT_EQ(told("blank(" + std::string(source) + ")"), "bool true") << source;
    }
    for (const char* source : {"0", "false", "0.0", "' a '", "'值'", "[null]", "{1: 1}", "int"}) {
        EXPECT_EQ(told("blank(" + std::string(source) + ")"), "bool false") << source;
    }
}

TEST(functions, sum_isOfNumbers)
{
    EXPECT_EQ(told("sum([])"), "int 0");
    EXPECT_EQ(told("sum(l)"), "int 6");
    EXPECT_EQ(told("sum([1, 0.5, 2])"), "double 3.5");
    EXPECT_EQ(told("sum([9223372036854775807, 1])"), "overflow");
    EXPECT_EQ(told("sum([1, '2'])"), "no_overload");
    EXPECT_EQ(told("sum(r.map(x, x.amount))"), "blank: no_overload");
}

TEST(functions, namedChecks_passWhatHasNoError)
{
    EXPECT_EQ(told("uscc('91120000PDY00001X7')"), "bool true");
    EXPECT_EQ(told("uscc('91120000PDY00001X8')"), "bool false");
    EXPECT_EQ(told("uscc('')"), "bool false");
    EXPECT_EQ(told("mobile('138 0013 8000')"), "bool true");
}

TEST(functions, part_isWhatTheIdentifierSays)
{
    EXPECT_EQ(told("part('uscc', '91120000PDY00001X7', 'organisationCode')"), "string \"PDY00001X\"");
    EXPECT_EQ(told("part('uscc', '91120000PDY00001X7', 'nothing')"), "string \"\"");
    EXPECT_EQ(told("part('uscc', 'x', 'organisationCode')"), "string \"\"");
    EXPECT_EQ(told("part('nothing', s, s)"), "check_unknown");
}

} // namespace
} // namespace ekey::expression
