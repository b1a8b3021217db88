#include "native-host/token/mechanism.h"

#include <gtest/gtest.h>
#include <set>

namespace ekey::token {
namespace {

std::set<std::size_t> sizes(Mechanism mechanism)
{
    std::set<std::size_t> taken;
    for (std::size_t size = 0; size <= 256; ++size) {
        if (takes(mechanism, size)) taken.insert(size);
    }
    return taken;
}

TEST(Mechanism, inputs_haveTheSizesOfTheirHashes)
{
    EXPECT_EQ(sizes(Mechanism::rsaPkcs1), (std::set<std::size_t>{51, 67, 83}));
    EXPECT_EQ(sizes(Mechanism::ecdsa), (std::set<std::size_t>{32, 48, 64}));
    EXPECT_EQ(sizes(Mechanism::rsaPssSha256), (std::set<std::size_t>{32}));
    EXPECT_EQ(sizes(Mechanism::rsaPssSha384), (std::set<std::size_t>{48}));
    EXPECT_EQ(sizes(Mechanism::rsaPssSha512), (std::set<std::size_t>{64}));
    EXPECT_EQ(sizes(static_cast<Mechanism>(0)), std::set<std::size_t>{});
    EXPECT_EQ(sizes(static_cast<Mechanism>(6)), std::set<std::size_t>{});
}

} // namespace
} // namespace ekey::token
