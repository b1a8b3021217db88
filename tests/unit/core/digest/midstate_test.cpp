#include "core/digest/midstate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace ekey::digest {
namespace {

using Form = std::vector<std::uint8_t>;

constexpr std::size_t versionAt = 4;
constexpr std::size_t algorithmsAt = 5;
constexpr std::size_t bytesAt = 6; // big-endian, 8 of them
constexpr std::size_t checkBytes = 8;

// The first bytes % 64 bytes of `rest` are what a state can hold.
Midstate example(std::uint64_t bytes, Algorithms algorithms = Algorithms::both)
{
    Midstate midstate{.algorithms = algorithms, .bytes = bytes};
    for (std::uint32_t i = 0; i < 8; ++i) {
        if (has(algorithms, Algorithms::sm3)) midstate.sm3[i] = 0x01020304 * (i + 1);
        if (has(algorithms, Algorithms::sha256)) midstate.sha256[i] = 0xfffffffe - i;
    }
    for (std::size_t i = 0; i < bytes % 64; ++i) {
        midstate.rest[i] = static_cast<std::uint8_t>(i + 1);
    }
    return midstate;
}

Form encoded(const Midstate& midstate)
{
    std::array<std::uint8_t, mostMidstateBytes> out;
    const std::size_t length = encode(midstate, out);
    return {out.begin(), out.begin() + static_cast<std::ptrdiff_t>(length)};
}

// As a forger would: any head and any length, with the check that belongs to them.
Form sealed(Form body)
{
    const Bytes sum = sm3({reinterpret_cast<const char*>(body.data()), body.size()});
    body.insert(body.end(), sum.begin(), sum.begin() + checkBytes);
    return body;
}

Form body(const Midstate& midstate)
{
    Form form = encoded(midstate);
    form.resize(form.size() - checkBytes);
    return form;
}

Decoded decoded(const Form& form, Algorithms wanted = Algorithms::both)
{
    const Midstate before = example(77);
    Midstate midstate = before;
    const Decoded result = decode(form, wanted, midstate);
    if (result != Decoded::ok) {
        EXPECT_EQ(before, midstate);
    }
    return result;
}

TEST(Midstate, encodedAndDecoded_isTheSame)
{
    for (const Algorithms algorithms : {Algorithms::sm3, Algorithms::sha256, Algorithms::both}) {
        for (const std::uint64_t bytes :
             {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{63}, std::uint64_t{64}, std::uint64_t{65},
              (std::uint64_t{1} << 32) - 1, std::uint64_t{1} << 32, mostBytes}) {
            const Midstate midstate = example(bytes, algorithms);
            Midstate found;

            ASSERT_EQ(Decoded::ok, decode(encoded(midstate), algorithms, found)) << bytes;

            EXPECT_EQ(midstate, found) << bytes;
        }
    }
}

TEST(Midstate, longestForm_isAsLongAsAnnounced) { EXPECT_EQ(mostMidstateBytes, encoded(example(63)).size()); }

TEST(Midstate, everyTruncation_isDamaged)
{
    const Form form = encoded(example(63));
    for (std::size_t length = 0; length < form.size(); ++length) {
        EXPECT_EQ(Decoded::damaged, decoded(Form(form.begin(), form.begin() + static_cast<std::ptrdiff_t>(length))))
            << length;
    }
}

TEST(Midstate, oneByteMore_isDamaged)
{
    Form form = encoded(example(63));
    form.push_back(0);
    EXPECT_EQ(Decoded::damaged, decoded(form));
}

TEST(Midstate, everyByteAltered_isRefused)
{
    const Form form = encoded(example(63));
    for (std::size_t at = 0; at < form.size(); ++at) {
        for (const int bit : {0, 3, 7}) {
            Form altered = form;
            altered[at] = static_cast<std::uint8_t>(altered[at] ^ (1 << bit));
            EXPECT_EQ(at == versionAt ? Decoded::otherVersion : Decoded::damaged, decoded(altered)) << at;
        }
    }
}

TEST(Midstate, countThatDoesNotFitTheLength_isDamagedThoughItsCheckHolds)
{
    for (const int rest : {0, 1, 62, 64, 127, 255}) {
        Form form = body(example(63));
        form[bytesAt + 7] = static_cast<std::uint8_t>(rest);
        EXPECT_EQ(rest % 64 == 63 ? Decoded::ok : Decoded::damaged, decoded(sealed(form))) << rest;
    }
}

TEST(Midstate, moreBytesThanANumberCounts_areDamaged)
{
    Form most = body(example(mostBytes));
    EXPECT_EQ(Decoded::ok, decoded(sealed(most)));
    EXPECT_EQ(Decoded::damaged, decoded(encoded(example(mostBytes + 1))));

    std::fill_n(most.begin() + bytesAt, 8, std::uint8_t{0xff});
    EXPECT_EQ(Decoded::damaged, decoded(sealed(most)));
}

TEST(Midstate, setOfAlgorithmsThatIsNone_isDamagedThoughItsCheckHolds)
{
    for (const int set : {0, 4, 7, 255}) {
        Form form = body(example(10));
        form[algorithmsAt] = static_cast<std::uint8_t>(set);
        EXPECT_EQ(Decoded::damaged, decoded(sealed(form))) << set;
    }
}

TEST(Midstate, otherAlgorithmsThanWanted_saySo)
{
    EXPECT_EQ(Decoded::otherAlgorithms, decoded(encoded(example(10, Algorithms::sm3)), Algorithms::both));
    EXPECT_EQ(Decoded::otherAlgorithms, decoded(encoded(example(10, Algorithms::sm3)), Algorithms::sha256));
    EXPECT_EQ(Decoded::otherAlgorithms, decoded(encoded(example(10)), Algorithms::sm3));
}

TEST(Midstate, anyBytesUnderOurHead_areRefused)
{
    std::mt19937 random(20261124);
    for (int round = 0; round < 20000; ++round) {
        Form form = body(example(63));
        form.resize(random() % (mostMidstateBytes + 2));
        for (std::size_t at = 5; at < form.size(); ++at) {
            form[at] = static_cast<std::uint8_t>(random());
        }
        EXPECT_NE(Decoded::ok, decoded(form));
    }
}

} // namespace
} // namespace ekey::digest
