#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;

TEST(twTravelPermit, cardAndBooklet_pass)
{
    EXPECT_EQ(outcome(twTravelPermit("12345678")), "12345678");
    EXPECT_EQ(outcome(twTravelPermit("1234567890")), "1234567890");
    EXPECT_EQ(outcome(twTravelPermit("1234567890(b)")), "1234567890B");
    EXPECT_EQ(outcome(twTravelPermit("1234567890（Ｂ）")), "1234567890B");
    EXPECT_EQ(outcome(twTravelPermit("1234567890B")), "1234567890B");
    EXPECT_EQ(twTravelPermit("12345678").masked, "12****78");
}

TEST(twTravelPermit, otherForms_areRefused)
{
    for (const char* number : {"1234567", "123456789", "12345678B", "12345678901", "1234567890()", "T12345678",
                               "1234567890(BB)", "123456七8"}) {
        EXPECT_EQ(codesOf(twTravelPermit(number)), Codes{"tw_permit.form"}) << number;
    }
}
