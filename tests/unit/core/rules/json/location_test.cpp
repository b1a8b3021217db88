#include "core/json/location.h"

#include <string>

#include <gtest/gtest.h>

using namespace ekey;

namespace {

constexpr std::string_view text = "{\n"
                                  "  \"a\": [1, {\"b/c\": \"一\", \"二\": 2}],\n"
                                  "  \"s\": \"}]\\\"\",\n"
                                  "  \"last\":true }\n";

std::string at(std::string_view pointer)
{
    const json::Location found = json::locate(text, pointer);
    return std::to_string(found.line) + ":" + std::to_string(found.column);
}

} // namespace

TEST(json_location, values_areFoundByTheirPointers)
{
    EXPECT_EQ(at(""), "1:1");
    EXPECT_EQ(at("/a"), "2:8");
    EXPECT_EQ(at("/a/0"), "2:9");
    EXPECT_EQ(at("/a/1"), "2:12");
    EXPECT_EQ(at("/a/1/b~1c"), "2:20");
    EXPECT_EQ(at("/a/1/二"), "2:30"); // in characters, not bytes
    EXPECT_EQ(at("/s"), "3:8");
    EXPECT_EQ(at("/last"), "4:10");
}

TEST(json_location, whatIsNotThere_isWhereItWouldBe)
{
    EXPECT_EQ(at("/none"), "1:1");
    EXPECT_EQ(at("/a/2"), "2:8");
    EXPECT_EQ(at("/a/1/none/deeper"), "2:12");
    EXPECT_EQ(at("/last/x"), "4:10");
}
