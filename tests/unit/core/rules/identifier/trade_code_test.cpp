#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;
using ekey::json::Value;

TEST(tradeCode, codesDerivedFromTheRule_pass)
{
    for (const char* code : {"440371526726X", "1100600037341", "3200608234876"}) {
        EXPECT_EQ(outcome(tradeCode(code)), code);
        EXPECT_EQ(tradeCode(code).masked, code);
    }
    EXPECT_EQ(partsOf(tradeCode("4403 7152 6726-x")), (Parts{{"division", "4403"}, {"organisationCode", "71526726X"}}));
}

TEST(tradeCode, ofTheSameEnterprise_fitsItsUscc)
{
    EXPECT_TRUE(tradeCode("440371526726X", {"", "9144030071526726XG"}).errors.empty());
    EXPECT_TRUE(tradeCode("1100600037341", {"", " 91110000600037341l "}).errors.empty());
    EXPECT_TRUE(tradeCode("3200608234876", {"", "913205056082348768"}).errors.empty());
}

TEST(tradeCode, ofAnotherEnterprise_isAWarningThatNamesBoth)
{
    const Checked checked = tradeCode("440371526726X", {"", "91110000600037341L"});
    EXPECT_EQ(codesOf(checked), Codes{"trade_code.uscc"});
    EXPECT_EQ(checked.errors[0].severity, ekey::Severity::warning);
    EXPECT_EQ(checked.errors[0].params, Value({{"found", "71526726X"}, {"expected", "600037341"}}));
    EXPECT_EQ(checked.parts.size(), 2u);
}

TEST(tradeCode, usccThatIsNotKnownOrWrong_isNotComparedWith)
{
    for (const char* code : {"", "91110000600037341M", "x", "\xFF"}) {
        EXPECT_TRUE(tradeCode("440371526726X", {"", code}).errors.empty()) << code;
    }
}

TEST(tradeCode, wrongOnes_areRefused)
{
    EXPECT_EQ(codesOf(tradeCode("4403715267260")), Codes{"trade_code.check_digit"});
    EXPECT_EQ(codesOf(tradeCode("4403000000000")), Codes{"trade_code.zeros"});
    EXPECT_EQ(codesOf(tradeCode("0403715267260")), Codes{"trade_code.letter"});
    EXPECT_EQ(codesOf(tradeCode("740371526726X")), Codes{"trade_code.letter"});
    EXPECT_EQ(codesOf(tradeCode("44A371526726X")), Codes{"trade_code.letter"});
    EXPECT_EQ(codesOf(tradeCode("44037152672Y")), Codes{"trade_code.length"});
    EXPECT_EQ(tradeCode("91110000600037341L").errors[0].params, Value({{"found", 18}}));
}
