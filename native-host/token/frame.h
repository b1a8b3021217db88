// Frames on the pipe between host and worker, little-endian:
//
//   u32 length of what follows · u16 operation · u32 request number · fields
//
// A field is a u32 length and so many bytes; a number is a field of eight bytes. Either side takes the other for
// hostile: a frame that is not exactly what its operation says, to the last byte, is a protocol error and ends the
// conversation.
#pragma once

#include "native-host/token/wiped_bytes.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::token {

inline constexpr std::size_t frameLengthBytes = 4;
inline constexpr std::size_t frameHeaderBytes = 6; ///< operation and request number: the least payload

/// The payload's length; none when it is under frameHeaderBytes or over `most`.
std::optional<std::size_t> frameLength(std::span<const std::uint8_t, frameLengthBytes> bytes, std::size_t most);

/// Builds one frame. A field over its limit spoils it.
class FrameWriter {
public:
    FrameWriter(std::uint16_t operation, std::uint32_t request);

    void number(std::uint64_t value);
    void bytes(std::span<const std::uint8_t> value, std::size_t most);
    void text(std::string_view value, std::size_t most);

    /// The whole frame with its length; none when a field or the payload was over its limit.
    std::optional<WipedBytes> finish(std::size_t most) &&;

private:
    void append(std::uint64_t value, std::size_t width);
    WipedBytes frame;
    bool fits = true;
};

/// Reads one payload in order. After the first fault every read gives nothing, and finish() is false.
class FrameReader {
public:
    explicit FrameReader(std::span<const std::uint8_t> payload);

    std::uint16_t operation() const { return operation_; }
    std::uint32_t request() const { return request_; }

    std::uint64_t number(std::uint64_t most);
    bool flag() { return number(1) == 1; }
    std::span<const std::uint8_t> bytes(std::size_t most);
    std::string_view text(std::size_t most);
    std::vector<std::uint8_t> copy(std::size_t most);

    bool good() const { return sound; }
    /// True when all was sound and nothing is left.
    bool finish() const { return sound && rest.empty(); }
    /// For what the frame's meaning forbids.
    void refuse() { sound = false; }

private:
    std::uint64_t take(std::size_t width);
    std::span<const std::uint8_t> rest;
    bool sound = true;
    std::uint16_t operation_ = 0;
    std::uint32_t request_ = 0;
};

} // namespace ekey::token
