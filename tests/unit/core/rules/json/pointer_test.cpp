#include "core/json/pointer.h"

#include <gtest/gtest.h>

using namespace ekey;
using json::Value;

TEST(json_pointer, path_isOneToFourPlainNames)
{
    for (const char* path : {"/a", "/authorisedUser/mobile", "/a1/b2/c3/d4"}) {
        EXPECT_TRUE(json::isPath(path)) << path;
    }
    for (const char* path : {"", "/", "a", "/a/", "//a", "/1a", "/a~1b", "/a-b", "/a/b/c/d/e", "/中", "/a b"}) {
        EXPECT_FALSE(json::isPath(path)) << path;
    }
}

TEST(json_pointer, find_walksObjectsOnly)
{
    const Value document = {{"a", {{"b", 1}}}, {"c", {1, 2}}, {"d", "x"}};

    EXPECT_EQ(*json::find(document, "/a/b"), 1);
    EXPECT_EQ(json::find(document, "/a/x"), nullptr);
    EXPECT_EQ(json::find(document, "/c/x"), nullptr);
    EXPECT_EQ(json::find(document, "/d/x"), nullptr);
    EXPECT_EQ(json::find(Value(), "/a"), nullptr);
}

TEST(json_pointer, put_makesTheWay)
{
    Value document = {{"d", "x"}};
    json::put(document, "/a/b", 1);
    json::put(document, "/a/c", 2);
    json::put(document, "/d/e", 3);

    EXPECT_EQ(document, Value({{"a", {{"b", 1}, {"c", 2}}}, {"d", {{"e", 3}}}}));
}

TEST(json_pointer, erase_takesEmptiedObjectsAlong)
{
    Value document = {{"a", {{"b", {{"c", 1}}}, {"d", 2}}}};
    json::erase(document, "/a/x/y");
    json::erase(document, "/a/b/c");
    EXPECT_EQ(document, Value({{"a", {{"d", 2}}}}));

    json::erase(document, "/a/d");
    EXPECT_EQ(document, Value::object());
}
