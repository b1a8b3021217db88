#include "core/identifier/uscc.h"
#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey;
using identifier::Checked;

namespace {

using identifier::Codes;
using identifier::Parts;

Codes codesOf(std::string_view text) { return identifier::codesOf(identifier::uscc(text)); }

} // namespace

TEST(uscc, codesOfRealAndSyntheticBodies_pass)
{
    for (const char* code :
         {"91110000600037341L", "9144030071526726XG", "9162010567592034XQ", "12440600MB2C07549J", "91620105L015101280",
          "92141127MA0KD1Y64A", "121200004013590816", "91350100M000100Y43", "913205056082348768", "91120000PDY00001X7",
          "91110000PDY0000283", "91440300PDY000036X", "92350200PDY000044X", "12330200PDY000052Q", "A1110000PDY000060D",
          "N2370200PDY000079B", "91120000PDY000212Y", "91120000PDY0003350", "91120000PDY000167X"}) {
        const Checked checked = identifier::uscc(code);
        EXPECT_EQ(checked.normalized, code);
        EXPECT_TRUE(checked.errors.empty()) << code << " " << toJson(checked.errors);
    }
}

TEST(uscc, goodCode_isPublicAndTellsItsParts)
{
    const Checked checked = identifier::uscc("9144030071526726XG");
    EXPECT_EQ(checked.masked, "9144030071526726XG");
    EXPECT_EQ(
        identifier::partsOf(checked),
        (Parts{{"department", "9"}, {"category", "1"}, {"division", "440300"}, {"organisationCode", "71526726X"}}));
    EXPECT_EQ(identifier::uscc("9144030071526726XH").masked, "");
}

TEST(uscc, divisionsThatListsLack_areNoErrors)
{
    // National registration, 北京经开区, 苏州工业园区, 青岛, 广州, and an abolished district: each with its own last
    // character.
    for (const char* division : {"100000", "110302", "320594", "370220", "440101", "110103"}) {
        int good = 0;
        for (const char last : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
            good += identifier::uscc(std::string("91") + division + "600037341" + last).errors.empty();
        }
        EXPECT_EQ(good, 1) << division;
    }
}

TEST(uscc, workedExampleOfTheStandard_hasTheLastCharacter3)
{
    for (const char last : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
        EXPECT_EQ(codesOf(std::string("91350100M000100Y4") + last).empty(), last == '3') << last;
    }
}

TEST(uscc, blank_isNoError)
{
    for (const char* text : {"", "  ", "\u3000", "\u200B"}) {
        EXPECT_TRUE(codesOf(text).empty());
        EXPECT_EQ(identifier::uscc(text).normalized, "");
    }
}

TEST(uscc, ornament_isTakenOff)
{
    EXPECT_EQ(identifier::uscc(" 9111 0000-6000 3734\u20131l\n").normalized, "91110000600037341L");
    EXPECT_EQ(identifier::uscc("９１１１００００６００037341Ｌ\uFEFF").normalized, "91110000600037341L");
}

TEST(uscc, lengthOff_saysHowManyThereAre)
{
    const Checked shorter = identifier::uscc("91110000600037341");
    ASSERT_EQ(shorter.errors.size(), 1u);
    EXPECT_EQ(shorter.errors[0].code, "uscc.length");
    EXPECT_EQ(shorter.errors[0].params["found"], 17);
    EXPECT_EQ(identifier::uscc("91110000600037341LL").errors[0].params["found"], 19);
    EXPECT_EQ(identifier::uscc("中91110000600037341").errors[0].code, "uscc.letter");
}

TEST(uscc, everySingleSubstitution_isFound)
{
    const std::string code = "92141127MA0KD1Y64A";
    for (std::size_t at = 0; at < code.size(); ++at) {
        for (const char c : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
            std::string changed = code;
            changed[at] = c;
            EXPECT_EQ(blocks(identifier::uscc(changed).errors), c != code[at]) << changed;
        }
    }
}

TEST(uscc, everyTranspositionOfNeighbours_isFound)
{
    const std::string code = "92141127MA0KD1Y64A";
    for (std::size_t at = 0; at + 1 < code.size(); ++at) {
        std::string changed = code;
        std::swap(changed[at], changed[at + 1]);
        EXPECT_EQ(codesOf(changed).empty(), changed == code) << changed;
    }
}

TEST(uscc, lastCharacterWrong_blamesTheWholeCode)
{
    EXPECT_EQ(codesOf("91110000600037341M"), Codes{"uscc.check_digit"});
    EXPECT_EQ(codesOf("91120000PDY0003351"), Codes{"uscc.check_digit"});
}

TEST(uscc, organisationPartWrongAlone_isFound)
{
    // The last character fits the first 17, the ninth of the organisation code does not fit its eight.
    EXPECT_EQ(codesOf("91110000600037342P"), Codes{"uscc.organisation_check_digit"});
}

TEST(uscc, wrongDigitInTheOrganisationPart_breaksBoth)
{
    EXPECT_EQ(codesOf("91110000600037441L"), (Codes{"uscc.check_digit", "uscc.organisation_check_digit"}));
}

TEST(uscc, lettersOfTheOrganisationPart_haveTheirOwnValues)
{
    // J is 18 in GB 32100 and 19 in GB 11714; read by the first table the check character would be another.
    EXPECT_TRUE(codesOf("92141127MA0KD1Y64A").empty());
}

TEST(uscc, allZeros_failByDepartment_thoughBothCheckDigitsHold)
{
    EXPECT_EQ(codesOf("000000000000000000"), Codes{"uscc.department"});
}

TEST(uscc, allOnes_fail) { EXPECT_TRUE(blocks(identifier::uscc("111111111111111111").errors)); }

TEST(uscc, residentIdTypedByMistake_isNamed)
{
    for (const char* id : {"362322198709086409", "11010519491231002X", "440524188001010014", "360426199101010071",
                           "11010519491231002x"}) {
        EXPECT_EQ(codesOf(id), Codes{"uscc.resident_id"}) << id;
    }
}

TEST(uscc, eighteenDigitsThatAreNoResidentId_areNotCalledOne)
{
    EXPECT_EQ(codesOf("360426199102300070"), Codes{"uscc.department"}); // 30 February
    EXPECT_EQ(codesOf("360426199101010072"), Codes{"uscc.department"}); // its check character is another
}

TEST(uscc, departments_areThoseOfTheAmendedStandard)
{
    const auto department = [](std::string_view two) {
        const auto codes = codesOf(std::string(two) + "110000600037341L");
        return std::find(codes.begin(), codes.end(), "uscc.department") == codes.end();
    };
    for (const char* known :
         {"11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49", "51", "52", "53", "59",
          "61", "62", "69", "71", "72", "79", "81", "89", "91", "92", "93", "A1", "A9", "N1", "N2", "N3", "N9", "Y1"}) {
        EXPECT_TRUE(department(known)) << known;
    }
    for (const char* unknown : {"00", "10", "14", "22", "36", "42", "54", "63", "73", "82", "90", "94", "99", "A2",
                                "B1", "N4", "Y2", "Y9", "X1"}) {
        EXPECT_FALSE(department(unknown)) << unknown;
    }
}

TEST(uscc, unknownDivision_isNoError)
{
    EXPECT_EQ(codesOf("91999999600037341L"), Codes{"uscc.check_digit"});
    EXPECT_TRUE(codesOf("91100000600037341G").empty()); // registered with the state: 100000
}

TEST(uscc, letterInTheDivision_isRefused)
{
    const Checked checked = identifier::uscc("91A10000600037341L");

    ASSERT_EQ(checked.errors.size(), 1u);
    EXPECT_EQ(checked.errors[0].code, "uscc.letter");
    EXPECT_EQ(checked.errors[0].params, json::Value({{"position", 3}, {"letter", "A"}}));
    EXPECT_FALSE(checked.suggestion);
}

TEST(uscc, lookAlike_isSuggestedOnlyWhereTheCheckDigitsThenHold)
{
    const Checked good = identifier::uscc("9IIIOOOO6OOO3734IL");
    EXPECT_EQ(good.suggestion, "91110000600037341L");
    EXPECT_EQ(good.errors[0].code, "uscc.letter");
    EXPECT_EQ(good.errors[0].params, json::Value({{"position", 2}, {"letter", "I"}}));
    EXPECT_EQ(good.normalized, "9IIIOOOO6OOO3734IL");
    EXPECT_EQ(identifier::uscc("91zz0000600037341L").suggestion, std::nullopt);
    EXPECT_EQ(identifier::uscc("9I110000600037342L").suggestion, std::nullopt);
    EXPECT_EQ(identifier::uscc("91110000600037341中").suggestion, std::nullopt);
}

TEST(uscc, everyLookAlike_hasItsMeaning)
{
    EXPECT_EQ(identifier::uscc("9I440300PDYOO0036X").suggestion, "91440300PDY000036X");
    EXPECT_EQ(identifier::uscc("9144O3OO7IS267Z6XG").suggestion, "9144030071526726XG");
    EXPECT_EQ(identifier::uscc("9I3ZO5O56O8Z348768").suggestion, "913205056082348768");
    EXPECT_EQ(identifier::uscc("92141127MAV0KD1Y0D").suggestion, "92141127MAU0KD1Y0D");
}

TEST(uscc, earlyFujianCode_isAWarning)
{
    for (const char* code : {"91350100M0001TGQXM", "91350211M0000XUF46", "91350203M0001FUE2P"}) {
        const Checked checked = identifier::uscc(code);
        ASSERT_EQ(checked.errors.size(), 1u) << code;
        EXPECT_EQ(checked.errors[0].code, "uscc.legacy_check_digit");
        EXPECT_EQ(checked.errors[0].severity, Severity::warning);
        EXPECT_EQ(checked.masked, code);
        EXPECT_EQ(checked.parts.size(), 4u);
    }
}

TEST(uscc, likeEarlyFujianButNotIt_isAnError)
{
    EXPECT_EQ(codesOf("91350100M0001TGQ1M"), (Codes{"uscc.check_digit", "uscc.organisation_check_digit"}));
    EXPECT_EQ(codesOf("91360100M0001TGQXM"), Codes{"uscc.check_digit"});
}
