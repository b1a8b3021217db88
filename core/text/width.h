// How wide a character is where all others are of one width: terminals, and windows that break lines by columns.
#pragma once

#include <algorithm>
#include <array>
#include <utility>

namespace ekey::text {

/// Two columns instead of one: the blocks of UAX #11 that matter for Chinese, Japanese and Korean text.
constexpr bool isWide(char32_t character)
{
    constexpr std::array<std::pair<char32_t, char32_t>, 9> blocks{{{0x1100, 0x115F},
                                                                   {0x2E80, 0x303E},
                                                                   {0x3041, 0xA4CF},
                                                                   {0xAC00, 0xD7A3},
                                                                   {0xF900, 0xFAFF},
                                                                   {0xFE30, 0xFE6F},
                                                                   {0xFF00, 0xFF60},
                                                                   {0xFFE0, 0xFFE6},
                                                                   {0x20000, 0x3FFFD}}};
    return std::any_of(blocks.begin(), blocks.end(),
                       [&](const auto& block) { return character >= block.first && character <= block.second; });
}

} // namespace ekey::text
