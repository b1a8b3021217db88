#include "native-host/host/commands/table.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

TEST(Table, columns_areAsWideAsTheirWidestText)
{
    EXPECT_EQ("a    bb  last\nccc  d   x\n", table({{"a", "bb", "last"}, {"ccc", "d", "x"}}));
}

TEST(Table, wideCharacters_takeTwoCells)
{
    EXPECT_EQ(6U, cells("网站ab"));
    EXPECT_EQ("网站  x\nabcd  y\n", table({{"网站", "x"}, {"abcd", "y"}}));
}

TEST(Table, lastColumn_isNotPadded) { EXPECT_EQ("a  long\nb  s\n", table({{"a", "long"}, {"b", "s"}})); }

TEST(Table, lastTextOfAShorterRow_widensNoColumn) { EXPECT_EQ("alone\na  b\n", table({{"alone"}, {"a", "b"}})); }

TEST(Table, nothing_isNothing) { EXPECT_EQ("", table({})); }

} // namespace
} // namespace ekey::host
