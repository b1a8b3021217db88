#include "core/text/messages.h"

#include <gtest/gtest.h>

using namespace ekey;

TEST(text_messages, placeholders_areFilledFromTheParams)
{
    text::Messages messages;
    ASSERT_TRUE(messages.add(R"({"a.b":"最多 {limit} 个，现有 {found}；可选 {choices}"})"));

    EXPECT_EQ(messages.text("a.b", {{"limit", 3}, {"found", "四"}, {"choices", {"x", "y"}}}),
              "最多 3 个，现有 四；可选 x, y");
}

TEST(text_messages, wordThatHasItsOwnText_isToldByIt)
{
    text::Messages messages;
    ASSERT_TRUE(messages.add(R"({"a":"{b} {c}","word.b.x":"known {c}"})"));

    EXPECT_EQ(messages.text("a", {{"b", {"x", "y"}}, {"c", "x"}}), "known {c}, y x");
}

TEST(text_messages, valueThatLooksLikeAPlaceholder_staysText)
{
    text::Messages messages;
    ASSERT_TRUE(messages.add(R"({"a":"{x} {y}"})"));

    EXPECT_EQ(messages.text("a", {{"x", "{y}"}, {"y", "z"}}), "{y} z");
}

TEST(text_messages, placeholderWithoutAParam_stays)
{
    text::Messages messages;
    ASSERT_TRUE(messages.add(R"({"a":"{x} and {unfinished"})"));

    EXPECT_EQ(messages.text("a"), "{x} and {unfinished");
}

TEST(text_messages, unknownCode_isItsOwnText)
{
    const text::Messages messages;

    EXPECT_FALSE(messages.has("no.such"));
    EXPECT_EQ(messages.text("no.such"), "no.such");
}

TEST(text_messages, laterCatalogue_wins)
{
    text::Messages messages;
    ASSERT_TRUE(messages.add(R"({"a":"1","b":"1"})"));
    ASSERT_TRUE(messages.add(R"({"a":"2"})"));

    EXPECT_EQ(messages.text("a") + messages.text("b"), "21");
}

TEST(text_messages, catalogueThatIsNone_changesNothing)
{
    text::Messages messages;

    EXPECT_EQ(messages.add("{").error().code, "json.syntax");
    EXPECT_EQ(messages.add("[]").error().code, "member.type");
    const auto status = messages.add(R"({"a":"1","b":2})");
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code + status.error().pointer, "member.type/b");
    EXPECT_FALSE(messages.has("a"));
}
