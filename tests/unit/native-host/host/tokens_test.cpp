#include "native-host/host/tokens.h"

#include "native-host/host/limits.h"

#include <gtest/gtest.h>

namespace ekey::host {
namespace {

TEST(Tokens, callsOfALibrary_areNotableWhenTheyFailOrAreSlow)
{
    using std::chrono::microseconds;
    EXPECT_FALSE(isNotable({"C_Sign", limits::slowCall - microseconds(1), 0}));
    EXPECT_TRUE(isNotable({"C_Sign", limits::slowCall, 0}));
    EXPECT_TRUE(isNotable({"C_Sign", microseconds(1), 0x30}));
}

} // namespace
} // namespace ekey::host
