#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;

TEST(hkMoTwResidencePermit, itsThreeDivisions_passAndOthersDoNot)
{
    for (const char* id : {"810000199408230021", "830000199201300022"}) {
        EXPECT_EQ(outcome(hkMoTwResidencePermit(id)), id);
    }
    EXPECT_EQ(codesOf(hkMoTwResidencePermit("11010519491231002X")), Codes{"residence_permit.division"});
    EXPECT_EQ(hkMoTwResidencePermit("810000199408230021").masked, "810***********0021");
    EXPECT_EQ(partsOf(hkMoTwResidencePermit("830000199201300022", {"2026-01-30", ""})),
              (Parts{{"division", "830000"}, {"birthDate", "1992-01-30"}, {"sex", "female"}, {"age", "34"}}));
}

TEST(hkMoTwResidencePermit, wrongNumbers_areRefusedAsResidentIdsAre)
{
    EXPECT_EQ(codesOf(hkMoTwResidencePermit("810000199408230022")), Codes{"resident_id.check_digit"});
    EXPECT_EQ(codesOf(hkMoTwResidencePermit("81000019940823002")), Codes{"resident_id.length"});
    EXPECT_EQ(codesOf(hkMoTwResidencePermit("A10000199408230021")), Codes{"resident_id.letter"});
    EXPECT_EQ(codesOf(hkMoTwResidencePermit("810000199408230021", {"1994-08-22", ""})),
              Codes{"resident_id.birth_future"});
}
