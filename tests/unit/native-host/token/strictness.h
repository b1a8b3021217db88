// What every reader of frames owes: exactly the frame, to the last byte.
#pragma once

#include "native-host/token/frame.h"

#include <gtest/gtest.h>

namespace ekey::token {

/// The payload: what follows the length.
inline std::span<const std::uint8_t> payloadOf(const WipedBytes& frame)
{
    return std::span(frame).subspan(frameLengthBytes);
}

/// The decoder takes the frame, refuses every shorter one and one byte more.
template <class Decode>
void expectStrict(const std::optional<WipedBytes>& frame, Decode decode)
{
    ASSERT_TRUE(frame);
    const auto payload = payloadOf(*frame);
    ASSERT_TRUE(decode(payload));
    for (std::size_t size = 0; size < payload.size(); ++size) {
        EXPECT_FALSE(decode(payload.first(size))) << size << " of " << payload.size() << " bytes";
    }
    WipedBytes longer(payload.begin(), payload.end());
    longer.push_back(0);
    EXPECT_FALSE(decode(longer));
}

/// No single byte changed makes it crash or read past the end (the sanitizers look on); lengths that lie are refused.
template <class Decode>
void expectSurvivesEveryByte(const std::optional<WipedBytes>& frame, Decode decode)
{
    ASSERT_TRUE(frame);
    WipedBytes payload(payloadOf(*frame).begin(), payloadOf(*frame).end());
    for (std::uint8_t& byte : payload) {
        const std::uint8_t kept = byte;
        for (const int value : {0x00, 0x01, 0x7f, 0x80, 0xff}) {
            byte = static_cast<std::uint8_t>(value);
            decode(std::span<const std::uint8_t>(payload));
        }
        byte = kept;
    }
    EXPECT_TRUE(decode(std::span<const std::uint8_t>(payload)));
}

} // namespace ekey::token
