#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;
using ekey::json::Value;

TEST(passport, numbersOfManyStates_pass)
{
    for (const char* number : {"E12345678", "EA1234567", "G12345678", "C01X00T47", "123456789", "AB1234567"}) {
        EXPECT_EQ(outcome(passport(number)), number);
    }
    EXPECT_EQ(outcome(passport(" ｅ12345678 ")), "E12345678");
    EXPECT_EQ(passport("E12345678").masked, "E1*****78");
}

TEST(passport, lengthsAtTheLimits_pass_oneMoreOrLessIsRefused)
{
    EXPECT_EQ(outcome(passport("A1234")), "A1234");
    EXPECT_EQ(outcome(passport(std::string(17, '1'))), std::string(17, '1'));
    EXPECT_EQ(passport("A123").errors[0].params, Value({{"found", 4}, {"least", 5}, {"limit", 17}}));
    EXPECT_EQ(codesOf(passport(std::string(18, '1'))), Codes{"passport.length"});
}

TEST(passport, shortestNumber_isNotShownWhole) { EXPECT_EQ(passport("A1234").masked, "A1*34"); }

TEST(passport, otherCharacters_areNamed)
{
    EXPECT_EQ(passport("E1234<678").errors[0].params, Value({{"position", 6}, {"letter", "<"}}));
    EXPECT_EQ(codesOf(passport("护照12345")), (Codes{"passport.letter", "passport.letter"}));
    EXPECT_EQ(codesOf(passport("ZHANGSAN")), Codes{"passport.digits"});
}
