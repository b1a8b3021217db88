#include "core/expression/value.h"

#include "core/json/canonical.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace ekey::expression {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max(),
                       least = std::numeric_limits<std::int64_t>::min();
const double nan = std::nan("");

Value text(const char* value) { return std::string(value); }
Value integer(std::int64_t value) { return value; }

std::optional<bool> same(const Value& left, const Value& right)
{
    Budget budget(1000);
    return equal(left, right, budget);
}

TEST(value, order_ofNumbersIsAcrossIntAndDouble)
{
    EXPECT_EQ(order(integer(1), 1.5), Order::less);
    EXPECT_EQ(order(2.5, integer(2)), Order::greater);
    EXPECT_EQ(order(integer(2), 2.0), Order::equal);
    EXPECT_EQ(order(integer(0), -0.0), Order::equal);
    EXPECT_EQ(order(integer(1), nan), Order::unordered);
    EXPECT_EQ(order(nan, nan), Order::unordered);
}

TEST(value, order_beyond2To53IsThatOfTheNearestDouble)
{
    const std::int64_t exact = std::int64_t{1} << 53;
    EXPECT_EQ(order(integer(exact - 1), 0x1p53), Order::less);
    EXPECT_EQ(order(integer(exact), 0x1p53), Order::equal);
    EXPECT_EQ(order(integer(exact + 1), 0x1p53), Order::equal);
    EXPECT_EQ(order(integer(exact + 1), integer(exact)), Order::greater);
    EXPECT_EQ(order(integer(most), 0x1p63), Order::equal);
    EXPECT_EQ(order(integer(least), -0x1p63), Order::equal);
    EXPECT_EQ(order(integer(most), std::nextafter(0x1p63, 1e300)), Order::less);
    EXPECT_EQ(order(integer(least), std::nextafter(-0x1p63, -1e300)), Order::greater);
}

TEST(value, order_ofTextsIsByCodePoint)
{
    EXPECT_EQ(order(text("Z"), text("a")), Order::less);
    EXPECT_EQ(order(text("a"), text("ab")), Order::less);
    EXPECT_EQ(order(text("\xEF\xBF\xBD"), text("\xF0\x9F\x90\xB1")), Order::less); // unlike UTF-16's order
}

TEST(value, order_isForNumbersTextsAndBoolsAmongThemselves)
{
    EXPECT_EQ(order(false, true), Order::less);
    EXPECT_EQ(order(Value(), Value()), std::nullopt);
    EXPECT_EQ(order(List{}, List{}), std::nullopt);
    EXPECT_EQ(order(integer(1), true), std::nullopt);
    EXPECT_EQ(order(integer(1), text("1")), std::nullopt);
}

TEST(value, equality_ofDifferentKindsIsFalse)
{
    EXPECT_EQ(same(integer(1), text("1")), false);
    EXPECT_EQ(same(integer(1), true), false);
    EXPECT_EQ(same(Value(), false), false);
    EXPECT_EQ(same(List{}, Map{}), false);
    EXPECT_EQ(same(TypeName{"int"}, text("int")), false);
}

TEST(value, equality_ofListsAndMapsIsThatOfWhatIsInThem)
{
    EXPECT_EQ(same(List{integer(1), text("a")}, List{1.0, text("a")}), true);
    EXPECT_EQ(same(List{integer(1)}, List{integer(1), integer(2)}), false);
    const Value map = Map{{text("b"), integer(2)}, {text("a"), integer(1)}};
    EXPECT_EQ(same(map, Map{{text("a"), 1.0}, {text("b"), 2.0}}), true);
    EXPECT_EQ(same(map, Map{{text("a"), integer(1)}, {text("c"), integer(2)}}), false);
    EXPECT_EQ(same(List{nan}, List{nan}), false);
}

TEST(value, equality_paysForWhatItWalks)
{
    const Value list = List{integer(1), integer(2), integer(3)};
    Budget enough(3), few(2);
    EXPECT_EQ(equal(list, list, enough), true);
    EXPECT_EQ(equal(list, list, few), std::nullopt);
    const Value long1 = std::string(160, 'a');
    Budget enoughText(11), fewText(10);
    EXPECT_EQ(equal(long1, long1, enoughText), true);
    EXPECT_EQ(equal(long1, long1, fewText), std::nullopt);
}

TEST(value, find_takesADoubleForTheIntThatItIs)
{
    const Map map = *Value(Map{{true, text("bool")},
                               {integer(1), text("one")},
                               {text("1"), text("text")},
                               {integer((std::int64_t{1} << 53) + 1), text("odd")},
                               {integer(least), text("least")}})
                         .map();
    EXPECT_EQ(*find(map, integer(1))->text(), "one");
    EXPECT_EQ(*find(map, 1.0)->text(), "one");
    EXPECT_EQ(*find(map, true)->text(), "bool");
    EXPECT_EQ(*find(map, text("1"))->text(), "text");
    EXPECT_EQ(*find(map, -0x1p63)->text(), "least");
    for (const Value& absent :
         {Value(1.5), Value(0x1p53), Value(0x1p63), Value(nan), Value(false), Value(), Value(List{})}) {
        EXPECT_EQ(find(map, absent), nullptr);
    }
}

TEST(value, keysDiffer_comparesWithinAKind)
{
    EXPECT_TRUE(keysDiffer({{true, {}}, {integer(1), {}}, {text("1"), {}}, {integer(0), {}}, {false, {}}}));
    EXPECT_FALSE(keysDiffer({{text("a"), {}}, {text("b"), {}}, {text("a"), {}}}));
}

TEST(value, depth_isOfListsAndMapsWithinEachOther)
{
    EXPECT_EQ(Value(integer(1)).depth(), 0u);
    EXPECT_EQ(Value(List{}).depth(), 1u);
    EXPECT_EQ(Value(List{List{}, Map{{text("a"), List{}}}}).depth(), 3u);
}

TEST(value, fromJson_tellsIntFromDouble)
{
    EXPECT_EQ(fromJson(1).type().name, "int");
    EXPECT_EQ(fromJson(1.0).type().name, "double");
    EXPECT_EQ(fromJson(nullptr).type().name, "null_type");
    const Value map = fromJson({{"b", {1, "x"}}, {"a", false}});
    ASSERT_TRUE(map.map());
    EXPECT_EQ(find(*map.map(), text("b"))->list()->size(), 2u);
}

TEST(value, toJson_isWhatItCameFrom)
{
    const json::Value json = {{"a", {1, 2.5, "x", nullptr, true}}, {"b", json::Value::object()}};
    Budget budget(100);
    EXPECT_EQ(toJson(fromJson(json), budget), json);
}

TEST(value, toJson_writesWhatJsonLacksAsTexts)
{
    Budget budget(100);
    EXPECT_EQ(toJson(List{nan, HUGE_VAL, -HUGE_VAL, TypeName{"int"}}, budget),
              (json::Value{"NaN", "Infinity", "-Infinity", "int"}));
    EXPECT_EQ(toJson(Map{{integer(-1), true}, {false, true}}, budget), (json::Value{{"-1", true}, {"false", true}}));
    EXPECT_EQ(json::exact(*toJson(List{integer(most), -0.0}, budget)), "[9223372036854775807,-0.0]");
}

TEST(value, toJson_isNothingWhereTheBudgetOrTheKeysDoNotReach)
{
    Budget few(3), enough(4);
    const Value list = List{integer(1), integer(2), integer(3)};
    EXPECT_FALSE(toJson(list, few));
    EXPECT_TRUE(toJson(list, enough));
    Budget budget(100);
    EXPECT_FALSE(toJson(Map{{integer(1), true}, {text("1"), true}}, budget));
}

} // namespace
} // namespace ekey::expression
