#include "native-host/host/modules/wildcard.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

TEST(Wildcard, withoutPattern_matchesAnything)
{
    EXPECT_TRUE(Wildcard().matches(""));
    EXPECT_TRUE(Wildcard().matches("任何标签"));
}

TEST(Wildcard, asterisk_standsForAnyBytes)
{
    for (const char* pattern :
         {"ePass*", "*3000GM", "e*3*M", "*Pass*", "ePass3000GM", "*e*P*a*s*s*3000GM*", "ePass3000GM*"}) {
        EXPECT_TRUE(Wildcard(pattern).matches("ePass3000GM")) << pattern;
    }
    EXPECT_TRUE(Wildcard("演示*").matches("演示钥匙"));
    EXPECT_TRUE(Wildcard("*\xd4\xbf*").matches("\xb5\xe7\xd7\xd3\xd4\xbf\xb3\xd7")); // GBK
}

TEST(Wildcard, everythingElse_meansItself)
{
    for (const char* pattern : {"", "epass3000gm", "ePass", "ePass3000GM?", "?Pass3000GM", "ePass3000G.", "*X*",
                                "*GM*3000*", "ePass3000GM*M"}) {
        EXPECT_FALSE(Wildcard(pattern).matches("ePass3000GM")) << pattern;
    }
    EXPECT_TRUE(Wildcard("").matches(""));
    EXPECT_FALSE(Wildcard("").matches("x"));
    EXPECT_TRUE(Wildcard("**").matches(""));
}

TEST(Wildcard, manyAsterisks_takeNoMoreThanTheTwoLengthsMultiplied)
{
    std::string pattern;
    for (int i = 0; i < 2000; ++i) {
        pattern += "*a";
    }
    // Tried one way after the other, this would not end.
    EXPECT_FALSE(Wildcard(pattern + "b").matches(std::string(4000, 'a')));
    EXPECT_TRUE(Wildcard(pattern).matches(std::string(4000, 'a')));
}

} // namespace
} // namespace ekey::host
