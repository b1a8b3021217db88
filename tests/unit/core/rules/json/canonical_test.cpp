#include "core/json/canonical.h"

#include "core/json/number.h"

#include <bit>
#include <clocale>

#include <gtest/gtest.h>

using namespace ekey;

namespace {

std::string number(std::uint64_t bits) { return json::numberText(std::bit_cast<double>(bits)); }

} // namespace

// RFC 8785, appendix B.
TEST(json_canonical, numbersOfTheRfc_arePrintedAsThere)
{
    EXPECT_EQ(number(0x0000000000000000), "0");
    EXPECT_EQ(number(0x8000000000000000), "0");
    EXPECT_EQ(number(0x0000000000000001), "5e-324");
    EXPECT_EQ(number(0x8000000000000001), "-5e-324");
    EXPECT_EQ(number(0x7fefffffffffffff), "1.7976931348623157e+308");
    EXPECT_EQ(number(0xffefffffffffffff), "-1.7976931348623157e+308");
    EXPECT_EQ(number(0x4340000000000000), "9007199254740992");
    EXPECT_EQ(number(0xc340000000000000), "-9007199254740992");
    EXPECT_EQ(number(0x4430000000000000), "295147905179352830000");
    EXPECT_EQ(number(0x44b52d02c7e14af5), "9.999999999999997e+22");
    EXPECT_EQ(number(0x44b52d02c7e14af6), "1e+23");
    EXPECT_EQ(number(0x44b52d02c7e14af7), "1.0000000000000001e+23");
    EXPECT_EQ(number(0x444b1ae4d6e2ef4e), "999999999999999700000");
    EXPECT_EQ(number(0x444b1ae4d6e2ef4f), "999999999999999900000");
    EXPECT_EQ(number(0x444b1ae4d6e2ef50), "1e+21");
    EXPECT_EQ(number(0x3eb0c6f7a0b5ed8c), "9.999999999999997e-7");
    EXPECT_EQ(number(0x3eb0c6f7a0b5ed8d), "0.000001");
    EXPECT_EQ(number(0x41b3de4355555553), "333333333.3333332");
    EXPECT_EQ(number(0x41b3de4355555554), "333333333.33333325");
    EXPECT_EQ(number(0x41b3de4355555555), "333333333.3333333");
    EXPECT_EQ(number(0x41b3de4355555556), "333333333.3333334");
    EXPECT_EQ(number(0x41b3de4355555557), "333333333.33333343");
    EXPECT_EQ(number(0xbecbf647612f3696), "-0.0000033333333333333333");
    EXPECT_EQ(number(0x43143ff3c1cb0959), "1424953923781206.2");
}

TEST(json_canonical, closestDecimalThatDoesNotReadBack_givesWayToTheNextOne)
{
    EXPECT_EQ(number(0x3d30000000000000), "5.684341886080802e-14"); // 2^-44, as every ECMAScript engine prints it
}

TEST(json_canonical, integers_arePlain)
{
    EXPECT_EQ(json::canonical({0, -1, 9007199254740991, 4.5, 2.0, 1e-7, 1e21}),
              "[0,-1,9007199254740991,4.5,2,1e-7,1e+21]");
    EXPECT_EQ(json::canonical(18446744073709551615u), "18446744073709552000");
}

TEST(json_canonical, localeWithACommaForDecimals_changesNothing)
{
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    bool found = false;
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"}) {
        found = found || std::setlocale(LC_NUMERIC, name);
    }
    const std::string text = json::canonical(*json::read("[333333333.33333325,1.5]"));
    std::setlocale(LC_NUMERIC, before.c_str());

    if (!found) GTEST_SKIP() << "no locale with a decimal comma is installed";
    EXPECT_EQ(text, "[333333333.33333325,1.5]");
}

// RFC 8785 §3.2.3.
TEST(json_canonical, names_areOrderedByUtf16CodeUnits)
{
    const auto value =
        json::read(R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",)"
                   R"("1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",)"
                   R"("\u00f6":"Latin Small Letter O With Diaeresis"})");

    ASSERT_TRUE(value);
    EXPECT_EQ(json::canonical(*value), "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                                       "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                                       "\"\U0001F600\":\"Emoji: Grinning Face\","
                                       "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST(json_canonical, namesAroundTheSurrogates_keepUtf16Order)
{
    const auto value = json::read(
        "{\"\uFFFD\":4,\"\uE000\":3,\"\U0010FFFF\":2,\"\U00010000\":1,\"\uD7FF\":0,\"a\uE000\":6,\"a\U00010000\":5}");

    ASSERT_TRUE(value);
    EXPECT_EQ(
        json::canonical(*value),
        "{\"a\U00010000\":5,\"a\uE000\":6,\"\uD7FF\":0,\"\U00010000\":1,\"\U0010FFFF\":2,\"\uE000\":3,\"\uFFFD\":4}");
}

// RFC 8785 §3.2.2.
TEST(json_canonical, sampleOfTheRfc_isPrintedAsThere)
{
    const auto value = json::read(R"({
        "numbers": [333333333.33333329, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      })");

    ASSERT_TRUE(value);
    EXPECT_EQ(json::canonical(*value),
              "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,4.5,0.002,1e-27],"
              "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

TEST(json_canonical, controlCharacters_haveTheShortestEscapes)
{
    using namespace std::string_view_literals;
    EXPECT_EQ(json::canonical("\0\b\t\n\f\r\x1f\x7f"sv), "\"\\u0000\\b\\t\\n\\f\\r\\u001f\x7f\"");
}

TEST(json_canonical, readCanonical_takesCanonicalTextOnly)
{
    EXPECT_TRUE(json::readCanonical(R"({"a":[1,"x"],"b":null})"));
    for (const char* text :
         {R"({"b":null,"a":1})", R"({"a": 1})", R"(["\u0041"])", R"(["\/"])", " 1", R"(["\u000A"])"}) {
        const auto value = json::readCanonical(text);
        ASSERT_FALSE(value) << text;
        EXPECT_EQ(value.error().code, "json.not_canonical") << text;
    }
}

TEST(json_canonical, readCanonical_takesIntegersOnly)
{
    const auto value = json::readCanonical("[1.5]");

    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().code, "json.number");
}

TEST(json_canonical, exact_keepsDigitsAndSignsThatCanonicalLoses)
{
    const json::Value value = {INT64_MAX, INT64_MIN, -0.0, 0.0, 1.0};
    EXPECT_EQ(json::exact(value), "[9223372036854775807,-9223372036854775808,-0.0,0,1]");
    EXPECT_EQ(json::canonical(value), "[9223372036854776000,-9223372036854776000,0,0,1]");
}
