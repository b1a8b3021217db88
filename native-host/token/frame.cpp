#include "native-host/token/frame.h"

#include <algorithm>

namespace ekey::token {
namespace {

constexpr std::size_t numberBytes = 8;

std::uint64_t littleEndian(std::span<const std::uint8_t> bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        value = value << 8 | bytes[i];
    }
    return value;
}

} // namespace

std::optional<std::size_t> frameLength(std::span<const std::uint8_t, frameLengthBytes> bytes, std::size_t most)
{
    const std::size_t length = littleEndian(bytes);
    if (length < frameHeaderBytes || length > most) return std::nullopt;
    return length;
}

FrameWriter::FrameWriter(std::uint16_t operation, std::uint32_t request)
{
    append(0, frameLengthBytes); // filled in by finish()
    append(operation, 2);
    append(request, 4);
}

void FrameWriter::append(std::uint64_t value, std::size_t width)
{
    for (std::size_t i = 0; i < width; ++i) {
        frame.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
}

void FrameWriter::number(std::uint64_t value)
{
    append(numberBytes, 4);
    append(value, numberBytes);
}

void FrameWriter::bytes(std::span<const std::uint8_t> value, std::size_t most)
{
    if (value.size() > most) {
        fits = false;
        return;
    }
    append(value.size(), 4);
    frame.insert(frame.end(), value.begin(), value.end());
}

void FrameWriter::text(std::string_view value, std::size_t most)
{
    bytes({reinterpret_cast<const std::uint8_t*>(value.data()), value.size()}, most);
}

std::optional<WipedBytes> FrameWriter::finish(std::size_t most) &&
{
    const std::size_t payload = frame.size() - frameLengthBytes;
    if (!fits || payload > most) return std::nullopt;
    for (std::size_t i = 0; i < frameLengthBytes; ++i) {
        frame[i] = static_cast<std::uint8_t>(payload >> (8 * i));
    }
    return std::move(frame);
}

FrameReader::FrameReader(std::span<const std::uint8_t> payload) : rest(payload)
{
    operation_ = static_cast<std::uint16_t>(take(2));
    request_ = static_cast<std::uint32_t>(take(4));
}

std::uint64_t FrameReader::take(std::size_t width)
{
    if (!sound || rest.size() < width) {
        sound = false;
        return 0;
    }
    const std::uint64_t value = littleEndian(rest.first(width));
    rest = rest.subspan(width);
    return value;
}

std::uint64_t FrameReader::number(std::uint64_t most)
{
    if (take(4) != numberBytes) sound = false;
    const std::uint64_t value = take(numberBytes);
    if (value > most) sound = false;
    return sound ? value : 0;
}

std::span<const std::uint8_t> FrameReader::bytes(std::size_t most)
{
    const std::size_t length = take(4);
    if (length > most || length > rest.size()) sound = false;
    if (!sound) return {};
    const auto value = rest.first(length);
    rest = rest.subspan(length);
    return value;
}

std::vector<std::uint8_t> FrameReader::copy(std::size_t most)
{
    const auto value = bytes(most);
    return {value.begin(), value.end()};
}

std::string_view FrameReader::text(std::size_t most)
{
    const auto value = bytes(most);
    return {reinterpret_cast<const char*>(value.data()), value.size()};
}

} // namespace ekey::token
