#include "native-host/token/frame.h"

#include "tests/unit/native-host/token/strictness.h"

#include <gmock/gmock.h>

namespace ekey::token {
namespace {

constexpr std::size_t room = 100;

std::optional<std::size_t> lengthOf(std::array<std::uint8_t, frameLengthBytes> bytes, std::size_t most)
{
    return frameLength(bytes, most);
}

TEST(Frame, frame_isLittleEndianAndLengthPrefixed)
{
    FrameWriter writer(0x0102, 0x03040506);
    writer.text("ab", 2);
    writer.number(7);
    EXPECT_THAT(*std::move(writer).finish(room), testing::ElementsAre(24, 0, 0, 0, 2, 1, 6, 5, 4, 3, 2, 0, 0, 0, 'a',
                                                                      'b', 8, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0));
}

TEST(Frame, frameLength_takesTheLimitsAndNothingBeyond)
{
    EXPECT_EQ(lengthOf({6, 0, 0, 0}, room), frameHeaderBytes);
    EXPECT_EQ(lengthOf({5, 0, 0, 0}, room), std::nullopt);
    EXPECT_EQ(lengthOf({0, 0, 0, 0}, room), std::nullopt);
    EXPECT_EQ(lengthOf({100, 0, 0, 0}, room), room);
    EXPECT_EQ(lengthOf({101, 0, 0, 0}, room), std::nullopt);
    EXPECT_EQ(lengthOf({0xff, 0xff, 0xff, 0xff}, room), std::nullopt);
}

TEST(Frame, writer_refusesAFieldOverItsLimit)
{
    FrameWriter fits(1, 1);
    fits.text("abc", 3);
    EXPECT_TRUE(std::move(fits).finish(room));

    FrameWriter over(1, 1);
    over.text("abcd", 3);
    EXPECT_FALSE(std::move(over).finish(room));
}

TEST(Frame, writer_refusesAFrameOverItsLimit)
{
    constexpr std::size_t payload = frameHeaderBytes + 4 + 3;
    FrameWriter fits(1, 1);
    fits.text("abc", 3);
    EXPECT_TRUE(std::move(fits).finish(payload));

    FrameWriter over(1, 1);
    over.text("abc", 3);
    EXPECT_FALSE(std::move(over).finish(payload - 1));
}

TEST(Frame, reader_givesBackWhatWasWritten)
{
    FrameWriter writer(0x8001, 77);
    writer.number(UINT64_MAX);
    writer.text("", 0);
    writer.text("token", 5);
    const auto frame = std::move(writer).finish(room);

    FrameReader reader(payloadOf(*frame));
    EXPECT_EQ(reader.operation(), 0x8001);
    EXPECT_EQ(reader.request(), 77U);
    EXPECT_EQ(reader.number(UINT64_MAX), UINT64_MAX);
    EXPECT_EQ(reader.text(0), "");
    EXPECT_EQ(reader.text(5), "token");
    EXPECT_TRUE(reader.finish());
}

TEST(Frame, reader_takesANumberAtItsLimitAndNotOneMore)
{
    FrameWriter writer(1, 1);
    writer.number(42);
    const auto frame = std::move(writer).finish(room);

    FrameReader atLimit(payloadOf(*frame));
    EXPECT_EQ(atLimit.number(42), 42U);
    EXPECT_TRUE(atLimit.finish());

    FrameReader over(payloadOf(*frame));
    EXPECT_EQ(over.number(41), 0U);
    EXPECT_FALSE(over.finish());
}

TEST(Frame, reader_takesAFieldAtItsLimitAndNotOneByteMore)
{
    FrameWriter writer(1, 1);
    writer.text("abc", 3);
    const auto frame = std::move(writer).finish(room);

    FrameReader atLimit(payloadOf(*frame));
    EXPECT_EQ(atLimit.text(3), "abc");
    EXPECT_TRUE(atLimit.finish());

    FrameReader over(payloadOf(*frame));
    EXPECT_EQ(over.text(2), "");
    EXPECT_FALSE(over.finish());
}

TEST(Frame, reader_refusesANumberOfAnotherWidth)
{
    FrameWriter writer(1, 1);
    writer.text("1234", 4);
    writer.text("1234", 4); // enough bytes for eight to be there
    const auto frame = std::move(writer).finish(room);

    FrameReader reader(payloadOf(*frame));
    EXPECT_EQ(reader.number(UINT64_MAX), 0U);
    EXPECT_FALSE(reader.good());
}

TEST(Frame, reader_refusesLengthsThatLie)
{
    const std::uint8_t past[] = {1, 0, 1, 0, 0, 0, 5, 0, 0, 0, 'a', 'b', 'c', 'd'};
    FrameReader reader(past);
    EXPECT_TRUE(reader.bytes(room).empty());
    EXPECT_FALSE(reader.good());

    const std::uint8_t huge[] = {1, 0, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 'a'};
    FrameReader other(huge);
    EXPECT_TRUE(other.bytes(SIZE_MAX).empty());
    EXPECT_FALSE(other.good());
}

TEST(Frame, reader_staysBadAfterTheFirstFault)
{
    FrameWriter writer(1, 1);
    writer.number(9);
    writer.text("abc", 3);
    const auto frame = std::move(writer).finish(room);

    FrameReader reader(payloadOf(*frame));
    reader.number(8);
    EXPECT_EQ(reader.text(3), "");
    EXPECT_FALSE(reader.finish());
}

TEST(Frame, reader_refusesAShortHeader)
{
    const std::uint8_t bytes[] = {1, 0, 1, 0, 0};
    EXPECT_FALSE(FrameReader(bytes).good());
}

} // namespace
} // namespace ekey::token
