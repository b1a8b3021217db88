#include "native-host/token/container.h"

#include <gtest/gtest.h>

namespace ekey::token {
namespace {

using Bytes = std::vector<std::uint8_t>;

PublicKey rsa(std::size_t bytes) { return {.modulus = Bytes(bytes, 0xab), .exponent = {1, 0, 1}}; }

PublicKey point(std::size_t bytes)
{
    PublicKey key{.point = Bytes(bytes, 0x11)};
    key.point[0] = 0x04;
    return key;
}

TEST(PublicKey, key_isOfTheKindThatItsSizesSay)
{
    EXPECT_TRUE(isOf(KeyKind::rsa2048, rsa(256)));
    EXPECT_TRUE(isOf(KeyKind::rsa3072, rsa(384)));
    EXPECT_TRUE(isOf(KeyKind::p256, point(65)));
    EXPECT_TRUE(isOf(KeyKind::p384, point(97)));
    EXPECT_FALSE(isOf(KeyKind::rsa3072, rsa(256)));
    EXPECT_FALSE(isOf(KeyKind::p384, point(65)));
    EXPECT_FALSE(isOf(static_cast<KeyKind>(5), point(65)));
}

TEST(PublicKey, sizesAroundThem_areOfNoKind)
{
    for (const std::size_t bytes : {1U, 255U, 257U, 383U, 385U}) {
        EXPECT_FALSE(isOfSomeKind(rsa(bytes))) << bytes;
    }
    for (const std::size_t bytes : {1U, 64U, 66U, 96U, 98U}) {
        EXPECT_FALSE(isOfSomeKind(point(bytes))) << bytes;
    }
    EXPECT_FALSE(isOfSomeKind({}));
}

TEST(PublicKey, numbersThatNoKeyHas_areRefused)
{
    PublicKey even = rsa(256);
    even.modulus.back() = 0xaa;
    EXPECT_FALSE(isOfSomeKind(even));
    PublicKey shortened = rsa(256);
    shortened.modulus.front() = 0x7f;
    EXPECT_FALSE(isOfSomeKind(shortened));
    for (const Bytes& exponent : {Bytes{}, Bytes{0, 1}, Bytes{2}, Bytes(9, 1)}) {
        PublicKey key = rsa(256);
        key.exponent = exponent;
        EXPECT_FALSE(isOfSomeKind(key));
    }
    PublicKey compressed = point(65);
    compressed.point[0] = 0x02;
    EXPECT_FALSE(isOfSomeKind(compressed));
    PublicKey both = point(65);
    both.modulus = rsa(256).modulus;
    EXPECT_FALSE(isOfSomeKind(both));
}

} // namespace
} // namespace ekey::token
