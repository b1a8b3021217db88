#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;
using ekey::json::Value;

TEST(permanentResidentId, cardOf2023_isReadByGa2102)
{
    const Checked checked = permanentResidentId("9 11840 19800101 001 3", {"2026-11-23", ""});
    EXPECT_EQ(outcome(checked), "911840198001010013");
    EXPECT_EQ(partsOf(checked),
              (Parts{{"division", "11"}, {"nationality", "840"}, {"birthDate", "1980-01-01"}, {"age", "46"}}));
    EXPECT_EQ(checked.masked, "911***********0013");
    EXPECT_TRUE(permanentResidentId("931124199212310024").errors.empty());
}

TEST(permanentResidentId, eighteenThatAreNone_areRefused)
{
    EXPECT_EQ(codesOf(permanentResidentId("911840198001010014")), Codes{"resident_id.check_digit"});
    EXPECT_EQ(codesOf(permanentResidentId("910999198002300018")), Codes{"resident_id.birth_date"}); // 30 February
    EXPECT_EQ(codesOf(permanentResidentId("911840198001010013", {"1979-12-31", ""})),
              Codes{"resident_id.birth_future"});
    EXPECT_EQ(codesOf(permanentResidentId("91184A198001010013")), Codes{"resident_id.letter"});
    EXPECT_EQ(codesOf(permanentResidentId("11010519491231002X")), Codes{"permanent_id.form"});
}

TEST(permanentResidentId, olderCard_hasThreeLettersAndItsBirthDateInside)
{
    const Checked checked = permanentResidentId("usa 1101 800101 12");
    EXPECT_EQ(outcome(checked), "USA110180010112");
    EXPECT_EQ(partsOf(checked), (Parts{{"nationality", "USA"}}));
    EXPECT_EQ(checked.masked, "USA********0112");
    EXPECT_EQ(outcome(permanentResidentId("DEU310100022912")), "DEU310100022912"); // 29 February 2000 or 1900
    EXPECT_EQ(outcome(permanentResidentId("DEU310101022912")), "resident_id.birth_date");
    EXPECT_EQ(outcome(permanentResidentId("DEU310180133112")), "resident_id.birth_date");
    EXPECT_EQ(permanentResidentId("DEU310180133112").errors[0].params, Value({{"found", "801331"}}));
    EXPECT_EQ(outcome(permanentResidentId("US1110180010112")), "permanent_id.form");
    EXPECT_EQ(outcome(permanentResidentId("USA11018001011X")), "permanent_id.form");
}

TEST(permanentResidentId, lengthOff_saysHowManyThereAre)
{
    for (const std::size_t size : {14u, 16u, 17u, 19u}) {
        const Checked checked = permanentResidentId(std::string(size, '9'));
        EXPECT_EQ(codesOf(checked), Codes{"permanent_id.length"});
        EXPECT_EQ(checked.errors[0].params, Value({{"found", size}}));
    }
}
