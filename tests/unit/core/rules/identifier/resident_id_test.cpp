#include "tests/unit/core/rules/identifier/checked.h"

#include <gtest/gtest.h>

using namespace ekey::identifier;
using ekey::json::Value;

TEST(residentId, numbersOfTheStandardAndOthers_pass)
{
    for (const char* id : {"11010519491231002X", "440524188001010014", "360426199101010071", "362322198709086409"}) {
        EXPECT_EQ(outcome(residentId(id)), id);
        EXPECT_TRUE(residentId(id).errors.empty()) << id;
    }
}

TEST(residentId, goodNumber_tellsDivisionBirthSexAndAge)
{
    const Checked woman = residentId("11010519491231002X", {"2026-11-23", ""});
    EXPECT_EQ(partsOf(woman),
              (Parts{{"division", "110105"}, {"birthDate", "1949-12-31"}, {"sex", "female"}, {"age", "76"}}));
    EXPECT_EQ(woman.masked, "110***********002X");
    EXPECT_EQ(partsOf(residentId("360426199101010071")),
              (Parts{{"division", "360426"}, {"birthDate", "1991-01-01"}, {"sex", "male"}}));
}

TEST(residentId, age_isCountedUpOnTheBirthday)
{
    const auto ageOn = [](const char* id, const char* day) { return partsOf(residentId(id, {day, ""}))["age"]; };
    EXPECT_EQ(ageOn("360426199101010071", "2008-12-31"), "17");
    EXPECT_EQ(ageOn("360426199101010071", "2009-01-01"), "18");
    EXPECT_EQ(ageOn("360426199101010071", "1991-01-01"), "0");
    EXPECT_EQ(ageOn("110105200002290013", "2018-02-28"), "17"); // born on 29 February
    EXPECT_EQ(ageOn("110105200002290013", "2018-03-01"), "18");
    EXPECT_EQ(ageOn("110105200002290013", "2020-02-29"), "20");
}

TEST(residentId, dayOfTheCheckThatIsNone_countsAsNotKnown)
{
    for (const char* day : {"", "2026-11-31", "20261123", "2026-1-1", "2026-11-23T00", "\xFF"}) {
        EXPECT_EQ(partsOf(residentId("360426199101010071", {day, ""})).count("age"), 0u) << day;
    }
}

TEST(residentId, bornAfterTheDayOfTheCheck_isRefused)
{
    const Facts facts{"1990-12-31", ""};
    const Checked checked = residentId("360426199101010071", facts);
    EXPECT_EQ(codesOf(checked), Codes{"resident_id.birth_future"});
    EXPECT_EQ(checked.errors[0].params, Value({{"found", "1991-01-01"}, {"on", "1990-12-31"}}));
    EXPECT_TRUE(residentId("360426199101010071", {"1991-01-01", ""}).errors.empty());
}

TEST(residentId, dateThatDoesNotExist_isNamed)
{
    const auto dated = [](const std::string& date) { return codesOf(residentId("360426" + date + "0070")); };
    EXPECT_EQ(dated("19910230")[0], "resident_id.birth_date");
    EXPECT_EQ(dated("19000229")[0], "resident_id.birth_date");
    EXPECT_EQ(dated("19911301")[0], "resident_id.birth_date");
    EXPECT_EQ(dated("19910100")[0], "resident_id.birth_date");
    EXPECT_EQ(dated("17991231")[0], "resident_id.birth_date");
    EXPECT_NE(dated("20000229")[0], "resident_id.birth_date");
    EXPECT_NE(dated("18000101")[0], "resident_id.birth_date");
    EXPECT_EQ(residentId("360426199102300070").errors[0].params, Value({{"found", "19910230"}}));
}

TEST(residentId, everySingleSubstitutionAndTransposition_isFound)
{
    const std::string id = "11010519491231002X";
    for (std::size_t at = 0; at < id.size(); ++at) {
        for (const char c : std::string_view("0123456789")) {
            std::string changed = id;
            changed[at] = c;
            EXPECT_EQ(ekey::blocks(residentId(changed).errors), changed != id) << changed;
        }
        if (at + 1 == id.size()) break;
        std::string changed = id;
        std::swap(changed[at], changed[at + 1]);
        EXPECT_EQ(ekey::blocks(residentId(changed).errors), changed != id) << changed;
    }
}

TEST(residentId, ornament_isTakenOff)
{
    for (const char* text :
         {"11010519491231002x", " 110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ", "110105-19491231-002X",
          "11010519491231002Ⅹ", "11010519491231002ⅹ", "\u202A11010519491231002X"}) {
        EXPECT_EQ(outcome(residentId(text)), "11010519491231002X") << text;
    }
}

TEST(residentId, unknownDivision_isNoError)
{
    EXPECT_TRUE(residentId("119999199001011234").errors.empty());
    EXPECT_TRUE(residentId("00000019900101123X").errors.empty());
}

TEST(residentId, fifteenDigits_haveAMessageOfTheirOwnAndTheEighteenThatBelong)
{
    const Checked checked = residentId("110105491231002");
    EXPECT_EQ(codesOf(checked), Codes{"resident_id.fifteen"});
    EXPECT_EQ(checked.suggestion, "11010519491231002X");
    EXPECT_EQ(residentId("110105490231002").suggestion, std::nullopt); // no such day
    EXPECT_EQ(residentId("110105491231996").suggestion, std::nullopt); // over a hundred: another century
    EXPECT_TRUE(residentId("110105491231995").suggestion);
    EXPECT_EQ(codesOf(residentId("11010549123100X")), Codes{"resident_id.length"});
}

TEST(residentId, lengthOff_saysHowManyThereAre)
{
    EXPECT_EQ(residentId("11010519491231002").errors[0].params, Value({{"found", 17}}));
    EXPECT_EQ(residentId("11010519491231002XX").errors[0].params, Value({{"found", 19}}));
}

TEST(residentId, letterReadForADigit_isSuggestedOnlyWhereTheNumberThenHolds)
{
    const Checked checked = residentId("1IO1O51949I23IOO2X");
    EXPECT_EQ(checked.errors[0].code, "resident_id.letter");
    EXPECT_EQ(checked.errors[0].params, Value({{"position", 2}, {"letter", "I"}}));
    EXPECT_EQ(checked.suggestion, "11010519491231002X");
    EXPECT_EQ(residentId("1IO1O51949I23IOO21").suggestion, std::nullopt);
}

TEST(residentId, otherDocuments_areNamed)
{
    EXPECT_EQ(codesOf(residentId("91110000600037341L")), Codes{"resident_id.uscc"});
    EXPECT_EQ(codesOf(residentId("911840198001010013")), Codes{"resident_id.permanent"});
    const Checked permit = residentId("810000199408230021");
    EXPECT_EQ(codesOf(permit), Codes{"resident_id.residence_permit"});
    EXPECT_FALSE(ekey::blocks(permit.errors));
}
