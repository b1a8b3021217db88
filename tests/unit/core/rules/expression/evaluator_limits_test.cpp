// What bounds an evaluation: its steps, and what it may make.
#include "tests/unit/core/rules/expression/told.h"

namespace ekey::expression {
namespace {

/// The fewest steps with which it succeeds.
std::size_t cost(std::string_view source)
{
    std::size_t few = 0, enough = stepsMost;
    while (enough - few > 1) {
        const std::size_t middle = (few + enough) / 2;
        (told(source, {}, middle) == "cost" ? few : enough) = middle;
    }
    return enough;
}

TEST(evaluator_limits, everyPart_costsAStep)
{
    EXPECT_EQ(cost("1"), 1u);
    EXPECT_EQ(cost("i + 1 == 8"), 6u); // five parts, and + asks for what two texts would cost
    EXPECT_EQ(told("i + 1 == 8", {}, cost("i + 1 == 8")), "bool true");
    EXPECT_EQ(told("i + 1 == 8", {}, cost("i + 1 == 8") - 1), "cost");
    EXPECT_GT(cost("l.all(x, x > 0)"), cost("[1].all(x, x > 0)"));
}

TEST(evaluator_limits, exhaustedBudget_isNeverCaughtByAndAndOr)
{
    const std::string slow = "l.all(x, l.all(y, l.all(z, true)))", decided = slow + " || true";
    EXPECT_EQ(told(decided, {}, cost(slow) + 1), "bool true");
    EXPECT_EQ(told(decided, {}, cost(slow)), "cost");
    EXPECT_EQ(told("l.exists(x, " + slow + " || true)", {}, cost(slow) - 1), "cost");
}

TEST(evaluator_limits, nestsOfSharedLists_costWhatItTakesToWalkThem)
{
    std::string source = "[[1]]";
    for (int i = 0; i < 60; ++i) {
        source += ".map(x, [x, x])";
    }
    EXPECT_EQ(told(source), "list too large");
    EXPECT_EQ(told("[" + source + "].exists(x, x == x)"), "cost");
}

TEST(evaluator_limits, textsMade_areLimited)
{
    // 2^20 bytes are the limit; the text made is doubled each time.
    std::string doubled = "['0123456789abcdef']";
    for (std::size_t bytes = 16; bytes < textBytesMost; bytes *= 2) {
        doubled += ".map(x, x + x)";
    }
    EXPECT_EQ(told(doubled + "[0].size()"), "int 1048576");
    EXPECT_EQ(told(doubled + ".map(x, x + 'a')"), "text_size");
    EXPECT_EQ(told(doubled + ".map(x, x + '')[0].size()"), "int 1048576");
}

TEST(evaluator_limits, listsMade_costTheirLength)
{
    std::string doubled = "[[1]]";
    for (int i = 0; i < 40; ++i) {
        doubled += ".map(x, x + x)";
    }
    EXPECT_EQ(told(doubled), "cost");
}

TEST(evaluator_limits, valuesMade_areNoDeeperThanTheLimit)
{
    const auto nested = [](std::size_t loops, std::size_t each, const char* open, const char* close) {
        std::string source = "[0]";
        for (std::size_t i = 0; i < loops; ++i) {
            source += ".map(a, " + repeated(open, each) + "a" + repeated(close, each) + ")";
        }
        return source;
    };
    const std::string most = nested(4, depthMost / 4, "[", "]"); // and the list of the loop around it
    EXPECT_EQ(told(most), "value_depth");
    const std::string fits = nested(3, depthMost / 4, "[", "]") + ".map(a, " + repeated("[", depthMost / 4 - 1) + "a" +
                             repeated("]", depthMost / 4 - 1) + ")";
    EXPECT_EQ(told("size(" + fits + ")"), "int 1");
    EXPECT_EQ(told(fits + " == " + fits), "bool true");
    EXPECT_EQ(told("size(" + fits + ".map(x, x))"), "int 1");
    EXPECT_EQ(told("size(" + fits + ".map(x, [x]))"), "value_depth");
    EXPECT_EQ(told(nested(100, 60, "[", "]")), "value_depth");
    EXPECT_EQ(told(nested(80, 40, "{1:", "}")), "value_depth");
}

TEST(evaluator_limits, longKeys_costWhatItTakesToCompareThem)
{
    std::string text = "['0123456789abcdef']";
    for (int i = 0; i < 16; ++i) {
        text += ".map(x, x + x)";
    }
    EXPECT_EQ(told(text + ".map(k, {" + repeated("k: 1,", 500) + "})"), "cost");
    EXPECT_EQ(told(text + ".map(k, {k: 1}).map(o, [" + repeated("o == o,", 50) + "])"), "cost");
    EXPECT_EQ(told(text + ".map(k, [" + repeated("k in {},", 50) + "])"), "cost");
}

} // namespace
} // namespace ekey::expression
