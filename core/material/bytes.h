// Numbers in foreign bytes. The caller has made sure that they are there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ekey::material {

inline std::uint32_t byteAt(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

inline std::uint32_t big16(std::string_view text, std::size_t at)
{
    return byteAt(text, at) << 8 | byteAt(text, at + 1);
}
inline std::uint32_t big32(std::string_view text, std::size_t at)
{
    return big16(text, at) << 16 | big16(text, at + 2);
}

inline std::uint32_t little16(std::string_view text, std::size_t at)
{
    return byteAt(text, at) | byteAt(text, at + 1) << 8;
}
inline std::uint32_t little32(std::string_view text, std::size_t at)
{
    return little16(text, at) | little16(text, at + 2) << 16;
}

} // namespace ekey::material
