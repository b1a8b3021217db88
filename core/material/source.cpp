#include "core/material/source.h"

#include <algorithm>

namespace ekey::material {

std::optional<std::string> Source::read(std::int64_t offset, std::int64_t length)
{
    wants_.reset();
    if (offset < 0 || offset >= bytes_ || length <= 0) return std::string();
    const std::int64_t end = offset + std::min({length, readBytes, bytes_ - offset});
    std::string text;
    for (std::int64_t at = offset; at < end;) {
        const std::int64_t number = at / blockBytes, start = number * blockBytes;
        const auto held = blocks_.find(number);
        if (held == blocks_.end()) {
            // Who has read the block before is going through the file, and will want those after it too.
            const bool onwards = number > 0 && blocks_.contains(number - 1);
            const std::int64_t least = std::min(end, start + rangeBytes) - start;
            wants_ = Range{start, std::min(onwards ? rangeBytes : std::max(least, blockBytes), bytes_ - start)};
            return std::nullopt;
        }
        const std::int64_t stop = std::min(end, start + blockBytes);
        text.append(held->second, static_cast<std::size_t>(at - start), static_cast<std::size_t>(stop - at));
        at = stop;
    }
    return text;
}

bool Source::give(std::span<const std::uint8_t> bytes)
{
    if (!wants_ || bytes.size() < static_cast<std::size_t>(wants_->length)) return false;
    const char* characters = reinterpret_cast<const char*>(bytes.data());
    for (std::int64_t at = 0; at < wants_->length; at += blockBytes) {
        const std::int64_t number = (wants_->offset + at) / blockBytes;
        const auto length = static_cast<std::size_t>(std::min(blockBytes, wants_->length - at));
        if (blocks_.insert_or_assign(number, std::string(characters + at, length)).second) order_.push_back(number);
    }
    while (order_.size() > blocksHeld) {
        blocks_.erase(order_.front());
        order_.pop_front();
    }
    wants_.reset();
    return true;
}

} // namespace ekey::material
