#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;
using ekey::json::Value;

TEST(postcode, sixDigits_pass)
{
    for (const char* code : {"100731", "010010", "300040", "518000", "848000", "999077"}) {
        EXPECT_EQ(outcome(postcode(code)), code);
        EXPECT_EQ(postcode(code).masked, code);
    }
    EXPECT_EQ(outcome(postcode(" １００ 731 ")), "100731");
}

TEST(postcode, otherLengths_sayHowMany)
{
    EXPECT_EQ(postcode("10073").errors[0].params, Value({{"found", 5}}));
    EXPECT_EQ(codesOf(postcode("1007311")), Codes{"postcode.length"});
}

TEST(postcode, otherCharactersAndFillers_areRefused)
{
    EXPECT_EQ(codesOf(postcode("10073O")), Codes{"postcode.digits"});
    EXPECT_EQ(codesOf(postcode("一〇〇七三一")), Codes{"postcode.digits"});
    EXPECT_EQ(codesOf(postcode("000000")), Codes{"postcode.prefix"});
    EXPECT_EQ(codesOf(postcode("009999")), Codes{"postcode.prefix"});
}
