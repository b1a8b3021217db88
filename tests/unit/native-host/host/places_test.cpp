#include "native-host/host/places.h"

#include "native-host/host/limits.h"

#include <gtest/gtest.h>

#include <vector>

namespace ekey::host {
namespace {

const std::string one = "https://one.example";
const std::string other = "https://other.example";
const std::string third = "https://third.example";

void fill(Places& places, std::vector<Places::Place>& taken, const std::string& origin, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        ASSERT_TRUE(places.isFree(origin)) << i;
        taken.push_back(places.take(origin));
    }
}

TEST(Places, asManyAsOneOriginMayHaveAndOneMore_areFreeAndNot)
{
    Places places;
    std::vector<Places::Place> taken;
    fill(places, taken, one, limits::connectionsOfOrigin);
    EXPECT_FALSE(places.isFree(one));
    EXPECT_TRUE(places.isFree(other));
}

TEST(Places, asManyAsThereAreAndOneMore_areFreeAndNot)
{
    static_assert(limits::connections == 2 * limits::connectionsOfOrigin);
    Places places;
    std::vector<Places::Place> taken;
    fill(places, taken, one, limits::connectionsOfOrigin);
    fill(places, taken, other, limits::connectionsOfOrigin);
    EXPECT_FALSE(places.isFree(third));
}

TEST(Places, placeThatIsLeft_isFreeAgainOnce)
{
    Places places;
    std::vector<Places::Place> taken;
    fill(places, taken, one, limits::connectionsOfOrigin);
    Places::Place moved = std::move(taken.back());
    EXPECT_FALSE(places.isFree(one));
    taken.pop_back(); // an empty one
    EXPECT_FALSE(places.isFree(one));
    moved = {};
    EXPECT_TRUE(places.isFree(one));
    fill(places, taken, one, 1);
    EXPECT_FALSE(places.isFree(one));
}

} // namespace
} // namespace ekey::host
