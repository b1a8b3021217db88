#include "wasm/materials.h"

#include "core/json/canonical.h"
#include "core/json/reader.h"

#include <gtest/gtest.h>

namespace ekey::wasm {
namespace {

json::Value ask(Materials& materials, const json::Value& request)
{
    auto answer = json::read(materials.call(json::canonical(request)).text);
    EXPECT_TRUE(answer);
    return *answer;
}

TEST(Materials, inspectionsUpToTheLimit_areBegunAndOneMoreIsNot)
{
    Materials materials;
    const json::Value begin = {
        {"op", "inspect"}, {"name", "a"}, {"bytes", 5}, {"limits", {{"types", {"a"}}, {"bytes", 9}}}};
    for (std::size_t i = 1; i <= inspectionsMost; ++i) {
        EXPECT_EQ(i, ask(materials, begin).at("result").at("inspection"));
    }

    EXPECT_EQ("inspection.limit", ask(materials, begin).at("errors").at(0).at("code"));

    ask(materials, {{"op", "give"}, {"inspection", 2}, {"bytes", "AAAAAAA="}}); // its verdict ends it
    EXPECT_EQ(inspectionsMost + 1, ask(materials, begin).at("result").at("inspection"));
    ask(materials, {{"op", "abandon"}, {"inspection", 1}});
    EXPECT_EQ(inspectionsMost + 2, ask(materials, begin).at("result").at("inspection"));
}

} // namespace
} // namespace ekey::wasm
