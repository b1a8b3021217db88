#include "core/json/reader.h"

#include "core/json/canonical.h"

#include <gtest/gtest.h>

using namespace ekey;

namespace {

std::string codeOf(std::string_view text, const json::Limits& limits = {})
{
    const auto value = json::read(text, limits);
    return value ? "" : value.error().code;
}

std::uint64_t offsetOf(std::string_view text)
{
    const auto value = json::read(text);
    return value ? ~0u : value.error().params.value("offset", std::uint64_t{~0u});
}

std::string nested(unsigned depth) { return std::string(depth, '[') + std::string(depth, ']'); }

} // namespace

TEST(json_reader, everyKindOfValue_isBuilt)
{
    const auto value = json::read(R"( {"a":[1,-2,2.5,"x\u00e9\n",true,false,null,{}],"b":{"c":[]}} )");

    ASSERT_TRUE(value);
    EXPECT_EQ(*value, json::Value({{"a", {1, -2, 2.5, "x\u00e9\n", true, false, nullptr, json::Value::object()}},
                                   {"b", {{"c", json::Value::array()}}}}));
}

TEST(json_reader, scalarAtTop_isRead)
{
    EXPECT_EQ(*json::read("\"x\""), "x");
    EXPECT_EQ(*json::read("7"), 7);
}

TEST(json_reader, sizeAtTheLimit_isRead_oneMoreIsRefused)
{
    json::Limits limits;
    limits.bytes = 10;

    EXPECT_EQ(codeOf("\"12345678\"", limits), "");
    EXPECT_EQ(codeOf("\"123456789\"", limits), "json.size");
}

TEST(json_reader, depthAtTheLimit_isRead_oneMoreIsRefused)
{
    EXPECT_EQ(codeOf(nested(32)), "");
    EXPECT_EQ(codeOf(nested(33)), "json.depth");
    EXPECT_EQ(codeOf(nested(200'000)), "json.depth");
}

TEST(json_reader, mixedNesting_countsObjectsAndArrays)
{
    json::Limits limits;
    limits.depth = 2;

    EXPECT_EQ(codeOf(R"({"a":[1],"b":{}})", limits), "");
    EXPECT_EQ(codeOf(R"({"a":[{}]})", limits), "json.depth");
}

TEST(json_reader, equalNamesInOneObject_areRefusedWithTheName)
{
    const auto value = json::read(R"({"a":1,"\u0061":2})");

    ASSERT_FALSE(value);
    EXPECT_EQ(value.error().code, "json.duplicate_key");
    EXPECT_EQ(value.error().params["key"], "a");
    EXPECT_EQ(value.error().params["offset"], 7);
}

TEST(json_reader, equalNamesInDifferentObjects_areRead)
{
    EXPECT_EQ(codeOf(R"({"a":{"a":1},"b":[{"a":1},{"a":2}]})"), "");
}

TEST(json_reader, malformedUtf8_isRefused)
{
    for (const char* text : {"\"\xFF\"", "\"\xC0\xAF\"", "\"\xED\xA0\x80\"", "\"\xF4\x90\x80\x80\"", "\"\xE4\xB8\""}) {
        EXPECT_EQ(codeOf(text), "json.utf8") << text;
    }
}

TEST(json_reader, byteOrderMark_isRefused) { EXPECT_EQ(codeOf("\xEF\xBB\xBF{}"), "json.utf8"); }

TEST(json_reader, whatIsNotJson_isRefused)
{
    for (const char* text : {"",
                             " ",
                             "{",
                             "[1,]",
                             "{\"a\":1,}",
                             "{a:1}",
                             "{'a':1}",
                             "nul",
                             "NaN",
                             "Infinity",
                             "01",
                             "+1",
                             ".5",
                             "1.",
                             "\"a",
                             "\"\t\"",
                             "\"\\x\"",
                             "\"\\u12\"",
                             "// x\n1",
                             "[1] x",
                             "{}{}",
                             "1 2",
                             "\xC2\xA0"
                             "1"}) {
        EXPECT_EQ(codeOf(text), "json.syntax") << text;
    }
}

TEST(json_reader, nulByte_doesNotEndTheText)
{
    using namespace std::string_view_literals;

    EXPECT_EQ(codeOf("{}\0"sv), "json.syntax");
    EXPECT_EQ(codeOf("{}\0{\"hidden\":1}"sv), "json.syntax");
    EXPECT_EQ(codeOf("\"\0\""sv), "json.syntax");
    EXPECT_EQ(*json::read("\"\\u0000\""), json::Value("\0"sv));
}

TEST(json_reader, offset_namesTheOffendingByte)
{
    EXPECT_EQ(offsetOf("[1,x]"), 3u);
    EXPECT_EQ(offsetOf("{}}"), 2u);
    EXPECT_EQ(offsetOf("[1"), 2u);
    EXPECT_EQ(offsetOf(""), 0u);
}

TEST(json_reader, escapedPair_isRead)
{
    EXPECT_EQ(*json::read(R"("\ud83d\ude00")"), "\U0001F600");
    EXPECT_EQ(*json::read(R"("\\ud800")"), "\\ud800");
}

TEST(json_reader, halfAPair_isRefusedWithItsPlace)
{
    for (const char* text : {R"("\ud800")", R"("\udc00")", R"("\ud800\u0041")", R"("\ud800x")", R"("\uDBFF\uD800")",
                             R"(["\ud83d\ude00\\","\uDE00"])", R"({"\ud800":1})"}) {
        EXPECT_EQ(codeOf(text), "json.surrogate") << text;
    }
    EXPECT_EQ(offsetOf(R"(["\\ud800","a\udc00"])"), 13u);
}

TEST(json_reader, integersUpTo53Bits_areRead_oneMoreIsRefused)
{
    EXPECT_EQ(*json::read("9007199254740991"), 9007199254740991);
    EXPECT_EQ(*json::read("-9007199254740991"), -9007199254740991);
    for (const char* text : {"9007199254740992", "-9007199254740992", "18446744073709551615", "18446744073709551616",
                             "-9223372036854775809", "1e16", "-1e300", "9007199254740992.0"}) {
        EXPECT_EQ(codeOf(text), "json.number") << text;
    }
}

TEST(json_reader, numbersThatAreNotFinite_areRefused)
{
    EXPECT_EQ(codeOf("1e400"), "json.number");
    EXPECT_EQ(codeOf("[-1e400]"), "json.number");
}

TEST(json_reader, negativeZero_isRefused)
{
    for (const char* text : {"-0", "-0.0", "-0e5", "[-1e-400]"}) {
        EXPECT_EQ(codeOf(text), "json.number") << text;
    }
    EXPECT_EQ(*json::read("0"), 0);
}

TEST(json_reader, whereIntegersAreAsked_fractionsAndExponentsAreRefused)
{
    json::Limits limits;
    limits.integers = true;

    EXPECT_EQ(codeOf("[1,-2,0]", limits), "");
    for (const char* text : {"1.0", "1e2", "0.5", "1E0"}) {
        EXPECT_EQ(codeOf(text, limits), "json.number") << text;
    }
}

TEST(json_reader, wideNumbers_areIntsOf64BitsAndEveryFiniteDouble)
{
    json::Limits wide;
    wide.wide = true;
    EXPECT_EQ(*json::read("9223372036854775807", wide), INT64_MAX);
    EXPECT_EQ(*json::read("-9223372036854775808", wide), INT64_MIN);
    EXPECT_EQ(*json::read("1.7976931348623157e308", wide), 1.7976931348623157e308);
    EXPECT_EQ(json::exact(*json::read("[-0.0,-0]", wide)), "[-0.0,0]");
    for (const char* text : {"9223372036854775808", "-9223372036854775809", "100000000000000000000", "1e400"}) {
        EXPECT_EQ(codeOf(text, wide), "json.number") << text;
    }
}
