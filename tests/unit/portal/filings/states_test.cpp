#include "portal/filings/states.h"

#include "core/json/canonical.h"
#include "portal/filings/businesses.h"

#include <gmock/gmock.h>

namespace ekey::portal::filings {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

json::Value state(const std::string& id, json::Value moves = json::Value::array())
{
    return {{"id", id},
            {"name", {{"zh-CN", "甲"}, {"en", "A"}}},
            {"holder", "officer"},
            {"workingDays", 2},
            {"from", id},
            {"source", "nobody"},
            {"moves", std::move(moves)}};
}

json::Value table(json::Value states) { return {{"begins", "a"}, {"states", std::move(states)}}; }

States read(const json::Value& value) { return States::read(json::canonical(value)); }

TEST(States, theTable_beginsAsADraftOfTheEnterprise)
{
    EXPECT_EQ(states().begins(), "draft");
    EXPECT_EQ(states().of("draft").holder, Role::enterprise);
    EXPECT_THAT(states().next("draft", "enterprise", "first"), ElementsAre("submitted", "withdrawn"));
    EXPECT_THAT(states().before("expired", byPortal), ElementsAre("draft", "returned"));
    EXPECT_THAT(states().before("withdrawn", "enterprise"),
                ElementsAre("draft", "submitted", "pre_review", "returned"));
}

TEST(States, moves_areThoseOfTheMoverAndTheBusiness)
{
    EXPECT_TRUE(states().allows("pre_review", "rechecking", "officer", "first"));
    EXPECT_FALSE(states().allows("pre_review", "rechecking", "enterprise", "first"));
    EXPECT_FALSE(states().allows("pre_review", "rechecking", "officer", "renewal"));
    EXPECT_TRUE(states().allows("pre_review", "approved", "officer", "renewal"));
    EXPECT_FALSE(states().allows("submitted", "draft", "enterprise", "first"));
    EXPECT_THAT(states().next("withdrawn", "enterprise", "first"), IsEmpty());
}

TEST(States, terms_areThoseOfTheGuide)
{
    EXPECT_EQ(states().of("submitted").workingDays, 2);
    EXPECT_EQ(states().of("pre_review").from, "submitted");
    EXPECT_EQ(states().of("making").workingDays, 5);
    EXPECT_EQ(states().of("making").from, "rechecking");
    EXPECT_EQ(states().of("at_agency").workingDays, 3);
}

TEST(States, aTableThatContradictsItself_isRefused)
{
    const json::Value good = table({state("a", {{{"to", "b"}, {"by", "officer"}}}), state("b")});
    EXPECT_NO_THROW(read(good));
    const auto spoilt = [&good](const std::string& pointer, const json::Value& value) {
        json::Value bad = good;
        bad[json::Value::json_pointer(pointer)] = value;
        return bad;
    };
    for (const auto& [pointer, value] :
         std::vector<std::pair<std::string, json::Value>>{{"/begins", "c"},
                                                          {"/more", 1},
                                                          {"/states/1/id", "a"},
                                                          {"/states/0/more", 1},
                                                          {"/states/0/from", "c"},
                                                          {"/states/0/from", nullptr},
                                                          {"/states/0/holder", nullptr},
                                                          {"/states/0/workingDays", 0},
                                                          {"/states/0/workingDays", 61},
                                                          {"/states/0/moves/0/to", "c"},
                                                          {"/states/0/moves/0/by", "anybody"},
                                                          {"/states/0/moves/0/businesses", {"first", "none"}}}) {
        EXPECT_THROW(read(spoilt(pointer, value)), std::exception) << pointer << value;
    }
    EXPECT_NO_THROW(read(spoilt("/states/0/workingDays", 60)));
    EXPECT_THROW(States::read("{"), std::logic_error);
    EXPECT_THROW(states().of("nowhere"), std::invalid_argument);
}

TEST(States, aMoveWithoutBusinesses_isOneOfAll)
{
    for (const std::string_view business : businessIds()) {
        EXPECT_TRUE(states().allows("draft", "submitted", "enterprise", business)) << business;
    }
}

} // namespace
} // namespace ekey::portal::filings
