// What a file's own bytes say about it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ekey::material {

using Content = std::span<const std::uint8_t>;

/// By magic bytes; "application/octet-stream" when unknown. Types that no form accepts are known too, so that a message
/// can say what the file is.
std::string mediaType(Content head);

/// Whether a JPEG, PNG or PDF begins and ends as it must; `end` is its last bytes, or all of it, and begins at
/// `endOffset`. False for other types.
bool isWhole(std::string_view type, Content head, Content end, std::size_t endOffset);

} // namespace ekey::material
