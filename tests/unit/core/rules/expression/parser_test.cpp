#include "core/expression/parser.h"

#include "tests/unit/core/rules/expression/told.h"

namespace ekey::expression {
namespace {

std::string code(const std::string& source)
{
    const auto tree = parse(source);
    return tree ? "" : tree.error().code.substr(11);
}

TEST(parser, operators_bindAsInCel)
{
    EXPECT_EQ(told("2 + 3 * 4 - 10 / 5 % 4"), "int 12");
    EXPECT_EQ(told("10 - 3 - 2"), "int 5");
    EXPECT_EQ(told("1 + 1 < 3 == true"), "bool true");
    EXPECT_EQ(told("true || false && false"), "bool true");
    EXPECT_EQ(told("false ? 1 : true ? 2 : 3"), "int 2");
    EXPECT_EQ(told("-[1, 2][1] + 5"), "int 3");
    EXPECT_EQ(told("!b == false"), "bool true");
}

TEST(parser, signsBeforeANumber_belongToIt)
{
    EXPECT_EQ(told("-9223372036854775808"), "int -9223372036854775808");
    EXPECT_EQ(told("--9223372036854775808"), "overflow");
    EXPECT_EQ(code("9223372036854775808"), "number");
    EXPECT_EQ(code("-(9223372036854775808)"), "number");
    EXPECT_EQ(code("-9223372036854775809"), "number");
    EXPECT_EQ(told("---1"), "int -1");
    EXPECT_EQ(code("!-b"), "syntax"); // not mixed
}

TEST(parser, listsAndMaps_mayEndWithAComma)
{
    EXPECT_EQ(told("[1, 2,]"), "list [1,2]");
    EXPECT_EQ(told("{'a': 1,}"), "map {\"a\":1}");
    EXPECT_EQ(code("[,]"), "syntax");
    EXPECT_EQ(code("{,}"), "syntax");
    EXPECT_EQ(code("size(1,)"), "syntax");
}

TEST(parser, reservedWords_nameFieldsOnly)
{
    EXPECT_EQ(told("{'for': 1}.for"), "int 1");
    EXPECT_EQ(told("{'a-b': 1}.`a-b`"), "int 1");
    for (const char* bad : {"for", "while + 1", "package.a"}) {
        EXPECT_EQ(code(bad), "syntax") << bad;
    }
    for (const char* bad : {"m.in", "m.true", "m.null"}) {
        EXPECT_EQ(code(bad), "syntax") << bad;
    }
}

TEST(parser, macros_takeANameAndWhatIsAskedOfIt)
{
    for (const char* bad : {"l.all(x)", "l.all(1, true)", "l.map(a.b, true)", "l.map(.x, 1)", "l.filter(x, 1, 2)",
                            "l.map(x, 1, 2, 3)", "has(l)", "has(m.a, m.b)", "has()", "has(m['a'])"}) {
        EXPECT_EQ(code(bad), "macro") << bad;
    }
}

TEST(parser, whatStopsShort_isUnfinishedAndTheRestIsSyntax)
{
    for (const char* bad : {"", "1 +", "(1", "[1", "{'a':", "b ?", "b ? 1 :", "a.", "f(", "!"}) {
        EXPECT_EQ(code(bad), "unfinished") << bad;
    }
    for (const char* bad : {"1 2", ")", "1 +* 2", "{1}", "a..b", "? 1 : 2", "1 ? 2 ; 3"}) {
        EXPECT_NE(code(bad), "") << bad;
    }
}

TEST(parser, messagesAndOptionals_areNotOurs)
{
    for (const char* bad : {"T{}", "a.b.T{c: 1}", "[?a]", "{?'a': 1}", "a.?b", "a[?0]", "f(?a)"}) {
        EXPECT_EQ(code(bad), "unsupported") << bad;
    }
}

TEST(parser, nesting_isLimitedWhateverNests)
{
    // The outermost expression is one of them.
    for (const auto& [open, close] :
         {std::pair{"[", "]"}, {"(", ")"}, {"{1: ", "}"}, {"size(", ")"}, {"l[", "]"}, {"s.size(", ")"}}) {
        EXPECT_EQ(code(repeated(open, nestingMost - 1) + "1" + repeated(close, nestingMost - 1)), "") << open;
        EXPECT_EQ(code(repeated(open, nestingMost) + "1" + repeated(close, nestingMost)), "depth") << open;
    }
    EXPECT_EQ(code(repeated("[", 16'000)), "depth"); // and not the stack's end
}

TEST(parser, depth_isLimitedWithoutNestingToo)
{
    for (const auto& [before, after] : {std::pair{"", "+1"},
                                        {"!", ""},
                                        {"", ".a"},
                                        {"", "[0]"},
                                        {"", ".f()"},
                                        {"", ".map(x, x)"},
                                        {"b ? 1 : ", ""}}) {
        const auto source = [&, head = before, tail = after](std::size_t times) {
            return repeated(head, times) + "a" + repeated(tail, times);
        };
        EXPECT_EQ(code(source(depthMost - 1)), "") << source(1);
        EXPECT_EQ(code(source(depthMost)), "depth") << source(1);
    }
}

TEST(parser, andsAndOrs_areAsManyAsThePartsAllow)
{
    EXPECT_EQ(told(repeated("b && ", 2000) + "b"), "bool true");
    EXPECT_EQ(told(repeated("false || ", 2000) + "b"), "bool true");
}

TEST(parser, parts_areLimited)
{
    EXPECT_EQ(code("[" + repeated("1,", nodesMost - 1) + "]"), ""); // the list is one too
    EXPECT_EQ(code("[" + repeated("1,", nodesMost) + "]"), "nodes");
}

TEST(parser, errors_tellWhereTheyAre)
{
    const auto tree = parse("1 +\n  (2 *) ");
    ASSERT_FALSE(tree);
    EXPECT_EQ(tree.error().code, "expression.syntax");
    EXPECT_EQ(tree.error().params, (json::Value{{"found", ")"}, {"line", 2}, {"column", 7}}));
}

} // namespace
} // namespace ekey::expression
