#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;
using ekey::json::Value;

TEST(organisationCode, codesOfTheStandardAndOthers_passWithAndWithoutHyphen)
{
    EXPECT_EQ(outcome(organisationCode("D2143569-X")), "D2143569X");
    EXPECT_EQ(outcome(organisationCode("pdy00001-x")), "PDY00001X");
    for (const char* code : {"D2143569X", "600037341", "71526726X", "401359081", "MB2C07549", "783762860"}) {
        const Checked checked = organisationCode(code);
        EXPECT_EQ(outcome(checked), code);
        EXPECT_EQ(checked.masked, code);
    }
}

TEST(organisationCode, everyLetterThatGb32100Forbids_isAllowedHere)
{
    for (const char letter : std::string_view("IOSVZ")) {
        int found = 0;
        for (const char check : std::string_view("0123456789X")) {
            found += organisationCode(std::string(1, letter) + "0000000" + check).errors.empty();
        }
        EXPECT_EQ(found, 1) << letter;
    }
}

TEST(organisationCode, wrongCheckCharacter_isFound)
{
    EXPECT_EQ(codesOf(organisationCode("D2143569-0")), Codes{"organisation_code.check_digit"});
    EXPECT_EQ(codesOf(organisationCode("000000000")), Codes{"organisation_code.zeros"});
}

TEST(organisationCode, otherCharacters_areNamedByPosition)
{
    const Checked checked = organisationCode("D21435中9X");
    EXPECT_EQ(codesOf(checked), Codes{"organisation_code.letter"});
    EXPECT_EQ(checked.errors[0].params, Value({{"position", 7}, {"letter", "中"}}));
    EXPECT_EQ(codesOf(organisationCode("D2143569Y")), Codes{"organisation_code.letter"}); // only X is a check letter
}

TEST(organisationCode, wholeUscc_suggestsTheCodeInside)
{
    const Checked checked = organisationCode("91110000600037341L");
    EXPECT_EQ(codesOf(checked), Codes{"organisation_code.length"});
    EXPECT_EQ(checked.errors[0].params, Value({{"found", 18}}));
    EXPECT_EQ(checked.suggestion, "600037341");
    EXPECT_EQ(organisationCode("91110000600037341M").suggestion, std::nullopt);
    EXPECT_EQ(codesOf(organisationCode("D2143569")), Codes{"organisation_code.length"});
}
