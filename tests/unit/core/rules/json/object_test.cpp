#include "core/json/object.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace ekey::json {
namespace {

TEST(json_object, everyKindOfPart_isTheValueItStandsFor)
{
    const std::string text = "文";
    const Value inner = Value::array({1, "a"});

    const Value made = object({{"text", text},
                               {"literal", "a"},
                               {"truth", false},
                               {"least", std::numeric_limits<std::int64_t>::min()},
                               {"most", std::numeric_limits<std::uint64_t>::max()},
                               {"nothing", nullptr},
                               {"inner", inner}});

    EXPECT_EQ(7u, made.size());
    EXPECT_EQ(text, made.at("text").get<std::string>());
    EXPECT_EQ("a", made.at("literal").get<std::string>());
    EXPECT_TRUE(made.at("truth").is_boolean());
    EXPECT_EQ(std::numeric_limits<std::int64_t>::min(), made.at("least").get<std::int64_t>());
    EXPECT_EQ(std::numeric_limits<std::uint64_t>::max(), made.at("most").get<std::uint64_t>());
    EXPECT_TRUE(made.at("nothing").is_null());
    EXPECT_EQ(inner, made.at("inner"));
}

TEST(json_object, noParts_areAnEmptyObject) { EXPECT_EQ(Value::object(), Object().value); }

} // namespace
} // namespace ekey::json
