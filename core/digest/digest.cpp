#include "core/digest/digest.h"

namespace ekey::digest {

std::string hex(const Bytes& digest)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest.size());
    for (const std::uint8_t byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 0xf];
    }
    return text;
}

} // namespace ekey::digest
