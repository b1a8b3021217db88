#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;
using ekey::json::Value;

TEST(landline, waysToWriteOneNumber_areStoredAsOne)
{
    for (const char* text :
         {"010-58103599", "01058103599", "(010)58103599", "（０１０）5810-3599", "010 5810 3599", "+86-10-58103599",
          "+86 (010) 58103599", "0086 10 58103599", "010–58103599", "010-5810-3599"}) {
        EXPECT_EQ(outcome(landline(text)), "010-58103599") << text;
    }
}

TEST(landline, waysToWriteAnExtension_areStoredAsOne)
{
    for (const char* text : {"010-58103599-123", "010-58103599转123", "01058103599 轉 123", "010-58103599 ext. 123",
                             "010-5810-3599-123", "010-58103599#123", "010-58103599x123", "010-58103599，123"}) {
        EXPECT_EQ(outcome(landline(text)), "010-58103599-123") << text;
    }
    EXPECT_EQ(partsOf(landline("010-58103599-123")),
              (Parts{{"areaCode", "010"}, {"number", "58103599"}, {"extension", "123"}}));
}

TEST(landline, areaCodes_haveThreeDigitsAfter1And2AndElseFour)
{
    EXPECT_EQ(outcome(landline("02223067890")), "022-23067890");
    EXPECT_EQ(outcome(landline("03118765432")), "0311-8765432");
    EXPECT_EQ(outcome(landline("057487654321")), "0574-87654321");
    EXPECT_EQ(landline("057487654321").masked, "0574-****4321");
    EXPECT_EQ(landline("0311-8765432").masked, "0311-***5432");
}

TEST(landline, lengthOff_saysHowManyDigitsStandBehindTheAreaCode)
{
    EXPECT_EQ(landline("010-5810359").errors[0].params, Value({{"found", 7}}));
    EXPECT_EQ(landline("0311-876543").errors[0].params, Value({{"found", 6}}));
    EXPECT_EQ(codesOf(landline("0311-876543210")), Codes{"landline.length"});
    EXPECT_EQ(landline("010").errors[0].params, Value({{"found", 0}}));
}

TEST(landline, extensionAtTheLimit_passes_oneMoreOrNoneIsRefused)
{
    EXPECT_EQ(outcome(landline("010-58103599-123456")), "010-58103599-123456");
    EXPECT_EQ(codesOf(landline("010-58103599-1234567")), Codes{"landline.extension"});
    EXPECT_EQ(codesOf(landline("010-58103599转")), Codes{"landline.extension"});
}

TEST(landline, numbersWithoutAreaCode_areAskedForIt)
{
    for (const char* text : {"58103599", "400-810-3599", "8008103599", "0", "001058103599"}) {
        EXPECT_EQ(codesOf(landline(text)), Codes{"landline.area"}) << text;
    }
}

TEST(landline, mobileNumber_isNamed)
{
    EXPECT_EQ(codesOf(landline("138 0013 8000")), Codes{"landline.mobile"});
    EXPECT_EQ(codesOf(landline("+86 13800138000")), Codes{"landline.mobile"});
}

TEST(landline, otherCharacters_areRefused)
{
    for (const char* text : {"010-5810359a", "电话58103599", "010/58103599", "()", "010-58103599转总机"}) {
        EXPECT_EQ(codesOf(landline(text)), Codes{"landline.characters"}) << text;
    }
}
