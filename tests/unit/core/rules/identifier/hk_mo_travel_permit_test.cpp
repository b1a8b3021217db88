#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;

TEST(hkMoTravelPermit, numbersWithAndWithoutTheIssue_pass)
{
    EXPECT_EQ(outcome(hkMoTravelPermit("H12345678")), "H12345678");
    EXPECT_EQ(outcome(hkMoTravelPermit("m 1234 5678 01")), "M1234567801");
    EXPECT_EQ(outcome(hkMoTravelPermit("HA1234567")), "HA1234567"); // holders who are not Chinese citizens
    EXPECT_EQ(partsOf(hkMoTravelPermit("H12345678")), (Parts{{"region", "H"}}));
    EXPECT_EQ(partsOf(hkMoTravelPermit("M1234567801")), (Parts{{"region", "M"}, {"issue", "01"}}));
    EXPECT_EQ(hkMoTravelPermit("H12345678").masked, "H1*****78");
}

TEST(hkMoTravelPermit, otherForms_areRefused)
{
    for (const char* number :
         {"H1234567", "H123456789", "H123456780112", "A12345678", "12345678", "H1234567A", "HAB123456", "H中1234567"}) {
        EXPECT_EQ(codesOf(hkMoTravelPermit(number)), Codes{"hk_mo_permit.form"}) << number;
    }
}
