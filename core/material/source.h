// A file of which only parts are held. Reading what is not held fails and names what must be given; the reader then
// comes back and reads again.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace ekey::material {

struct Range {
    std::int64_t offset;
    std::int64_t length; ///< at least 1; never beyond the file's end
    friend bool operator==(const Range&, const Range&) = default;
};

class Source {
public:
    static constexpr std::int64_t blockBytes = 64 * 1024;      ///< what is asked for begins at a multiple of it
    static constexpr std::int64_t rangeBytes = 4 * blockBytes; ///< the most that is asked for at once
    static constexpr std::size_t blocksHeld = 128;             ///< 8 MiB; the block that came first goes first
    static constexpr std::int64_t readBytes = 4 << 20;         ///< the most that can be read at once

    explicit Source(std::int64_t bytes) : bytes_(bytes) {}

    std::int64_t bytes() const { return bytes_; }

    /// At most `length` bytes from `offset`: fewer only where the file ends, none past it or before its beginning.
    /// nullopt: not all of them are held; wants() says what to give. What it wanted before is forgotten.
    std::optional<std::string> read(std::int64_t offset, std::int64_t length);

    const std::optional<Range>& wants() const { return wants_; }
    /// Takes the range that is wanted. False: there is less than that, so the file is shorter than it was said to be.
    bool give(std::span<const std::uint8_t> bytes);

private:
    std::int64_t bytes_;
    std::optional<Range> wants_;
    std::map<std::int64_t, std::string> blocks_; ///< by number
    std::deque<std::int64_t> order_;             ///< their numbers as they came
};

} // namespace ekey::material
