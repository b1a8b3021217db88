#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;
using ekey::json::Value;

TEST(customsCode, codesOfTheScheme_passWholeAndInParts)
{
    for (const char* code : {"1101910001", "4403140001", "31222600AB", "3122W6000Z", "9999001234"}) {
        EXPECT_EQ(outcome(customsCode(code)), code);
        EXPECT_EQ(customsCode(code).masked, code);
    }
    EXPECT_EQ(partsOf(customsCode("3122 w600 0z")),
              (Parts{{"division", "3122"}, {"zone", "W"}, {"enterpriseKind", "6"}}));
}

TEST(customsCode, letterWhereADigitStands_isNamed)
{
    EXPECT_EQ(customsCode("11A1910001").errors[0].params, Value({{"position", 3}, {"letter", "A"}}));
    EXPECT_EQ(customsCode("11019A0001").errors[0].params, Value({{"position", 6}, {"letter", "A"}}));
    EXPECT_EQ(codesOf(customsCode("110191000中")), Codes{"customs_code.letter"});
}

TEST(customsCode, lengthOff_saysHowManyThereAre)
{
    EXPECT_EQ(customsCode("110191000").errors[0].params, Value({{"found", 9}}));
    EXPECT_EQ(codesOf(customsCode("11019100011")), Codes{"customs_code.length"});
}
