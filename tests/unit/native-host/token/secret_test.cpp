#include "native-host/token/secret.h"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <gtest/gtest.h>
#include <string>

namespace ekey::token {
namespace {

/// The "VmFlags" of the mapping that holds the address (proc(5)).
std::string mappingFlags(const void* address)
{
    const auto wanted = reinterpret_cast<std::uintptr_t>(address);
    std::ifstream maps("/proc/self/smaps");
    bool mine = false;
    for (std::string line; std::getline(maps, line);) {
        unsigned long begin = 0;
        unsigned long end = 0;
        if (std::sscanf(line.c_str(), "%lx-%lx ", &begin, &end) == 2) mine = begin <= wanted && wanted < end;
        if (mine && line.starts_with("VmFlags:")) return line + " ";
    }
    return {};
}

TEST(Secret, secret_holdsWhatItWasGiven)
{
    EXPECT_EQ(Secret("818181").view(), "818181");
    EXPECT_TRUE(Secret("").empty());
    EXPECT_TRUE(Secret().empty());
}

TEST(Secret, secret_movedFromIsEmpty)
{
    Secret first("818181");
    Secret second = std::move(first);
    EXPECT_TRUE(first.empty()); // NOLINT(bugprone-use-after-move): what is tested
    EXPECT_EQ(second.view(), "818181");

    Secret third("000000");
    third = std::move(second);
    EXPECT_EQ(third.view(), "818181");
}

TEST(Secret, secret_keepsTheLimitAndNothingLonger)
{
    const Secret longest(std::string(Secret::limit, '7'));
    EXPECT_EQ(longest.view().size(), Secret::limit);
    EXPECT_FALSE(longest.tooLong());

    const Secret longer(std::string(Secret::limit + 1, '7'));
    EXPECT_TRUE(longer.empty());
    EXPECT_TRUE(longer.tooLong());
}

TEST(Secret, secret_memoryIsLeftOutOfCoreFilesAndForks)
{
    const Secret pin("818181");
    const std::string flags = mappingFlags(pin.view().data());
    EXPECT_NE(flags.find(" dd "), std::string::npos) << flags;
    EXPECT_NE(flags.find(" wf "), std::string::npos) << flags;
}

TEST(Wipe, wipe_overwritesEveryByte)
{
    std::string text = "818181";
    wipe(text.data(), text.size());
    EXPECT_EQ(text, std::string(6, '\0'));
}

} // namespace
} // namespace ekey::token
