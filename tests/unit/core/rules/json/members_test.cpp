#include "core/json/members.h"

#include <gtest/gtest.h>

using namespace ekey;
using json::Members;
using json::Value;

namespace {

template <class Read>
std::string outcome(const Value& object, Read read)
{
    Members in(object, "/x");
    read(in);
    const auto error = in.finish();
    return error ? error->code + " " + error->pointer : "";
}

} // namespace

TEST(json_members, wellFormedObject_isReadWhole)
{
    const Value object = {{"t", "text"}, {"c", "b"}, {"i", -5}, {"y", true}, {"a", {1, 2}}, {"o", Value::object()}};
    Members in(object);

    EXPECT_EQ(in.text("t", 4), "text");
    EXPECT_EQ(in.choice("c", {"a", "b"}), "b");
    EXPECT_EQ(in.integer("i", -5, 5), -5);
    EXPECT_TRUE(in.boolean("y"));
    EXPECT_EQ(in.array("a", 2).size(), 2u);
    EXPECT_TRUE(in.object("o").empty());
    EXPECT_FALSE(in.optionalText("none", 1));
    EXPECT_FALSE(in.optionalInteger("none", 0, 1));
    EXPECT_FALSE(in.optionalBoolean("none"));
    EXPECT_EQ(in.optionalArray("none", 1), nullptr);
    EXPECT_EQ(in.optionalObject("none"), nullptr);
    EXPECT_FALSE(in.finish());
}

TEST(json_members, missingMember_isNamed)
{
    const Value none = Value::object();
    EXPECT_EQ(outcome(none, [](Members& in) { in.text("k", 1); }), "member.missing /x/k");
    EXPECT_EQ(outcome(none, [](Members& in) { in.choice("k", {"a"}); }), "member.missing /x/k");
    EXPECT_EQ(outcome(none, [](Members& in) { in.integer("k", 0, 1); }), "member.missing /x/k");
    EXPECT_EQ(outcome(none, [](Members& in) { in.boolean("k"); }), "member.missing /x/k");
    EXPECT_EQ(outcome(none, [](Members& in) { in.array("k", 1); }), "member.missing /x/k");
    EXPECT_EQ(outcome(none, [](Members& in) { in.object("k"); }), "member.missing /x/k");
}

TEST(json_members, wrongType_isNamed)
{
    const Value object = {{"k", nullptr}};
    EXPECT_EQ(outcome(object, [](Members& in) { in.text("k", 1); }), "member.type /x/k");
    EXPECT_EQ(outcome(object, [](Members& in) { in.optionalText("k", 1); }), "member.type /x/k");
    EXPECT_EQ(outcome(object, [](Members& in) { in.choice("k", {"a"}); }), "member.type /x/k");
    EXPECT_EQ(outcome(object, [](Members& in) { in.integer("k", 0, 1); }), "member.type /x/k");
    EXPECT_EQ(outcome(object, [](Members& in) { in.boolean("k"); }), "member.type /x/k");
    EXPECT_EQ(outcome(object, [](Members& in) { in.array("k", 1); }), "member.type /x/k");
    EXPECT_EQ(outcome(object, [](Members& in) { in.object("k"); }), "member.type /x/k");
    EXPECT_EQ(outcome({{"k", 1.0}}, [](Members& in) { in.integer("k", 0, 1); }), "member.type /x/k");
}

TEST(json_members, lengthAndRange_holdAtTheLimitAndNotBeyond)
{
    EXPECT_EQ(outcome({{"k", "中"}}, [](Members& in) { in.text("k", 3); }), "");
    EXPECT_EQ(outcome({{"k", "中"}}, [](Members& in) { in.text("k", 2); }), "member.length /x/k");
    EXPECT_EQ(outcome({{"k", {1, 2}}}, [](Members& in) { in.array("k", 2); }), "");
    EXPECT_EQ(outcome({{"k", {1, 2, 3}}}, [](Members& in) { in.array("k", 2); }), "member.length /x/k");
    EXPECT_EQ(outcome({{"k", 10}}, [](Members& in) { in.integer("k", 1, 10); }), "");
    EXPECT_EQ(outcome({{"k", 11}}, [](Members& in) { in.integer("k", 1, 10); }), "member.range /x/k");
    EXPECT_EQ(outcome({{"k", 0}}, [](Members& in) { in.integer("k", 1, 10); }), "member.range /x/k");
    EXPECT_EQ(outcome({{"k", 18446744073709551615u}}, [](Members& in) { in.integer("k", -1, 10); }),
              "member.range /x/k");
}

TEST(json_members, wordThatIsNoChoice_isRefused)
{
    EXPECT_EQ(outcome({{"k", "z"}}, [](Members& in) { in.choice("k", {"a", "b"}); }), "member.choice /x/k");
}

TEST(json_members, memberNobodyAskedFor_isRefusedWithEscapedPointer)
{
    EXPECT_EQ(outcome({{"a/b~c", 1}}, [](Members&) {}), "member.unknown /x/a~1b~0c");
}

TEST(json_members, whatIsNoObject_isRefused)
{
    EXPECT_EQ(outcome({1, 2}, [](Members& in) { in.text("k", 1); }), "member.type /x");
    EXPECT_EQ(outcome("k", [](Members& in) { in.object("k"); }), "member.type /x");
}

TEST(json_members, firstWrong_isTheOneReported)
{
    EXPECT_EQ(outcome({{"b", 1}},
                      [](Members& in) {
                          in.text("a", 1);
                          in.text("b", 1);
                      }),
              "member.missing /x/a");
}
