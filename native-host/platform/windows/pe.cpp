#include "native-host/platform/windows/pe.h"

#include <algorithm>
#include <array>

namespace ekey::platform::pe {
namespace {

constexpr std::size_t offsetAt = 0x3c; ///< e_lfanew: where the signature stands
constexpr std::size_t signatureBytes = 4;
constexpr std::size_t characteristicsAt = 18; ///< in the file header
constexpr std::size_t headerBytes = 20;
constexpr std::uint16_t i386 = 0x014c;
constexpr std::uint16_t amd64 = 0x8664;
constexpr std::uint16_t dll = 0x2000;

std::uint16_t half(std::span<const std::uint8_t> bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(bytes[at] | bytes[at + 1] << 8);
}

} // namespace

LibraryFile library(std::span<const std::uint8_t> head)
{
    static constexpr std::array<std::uint8_t, signatureBytes> signature{'P', 'E', 0, 0};
    if (head.size() < offsetAt + 4 || head[0] != 'M' || head[1] != 'Z') return LibraryFile::none;
    const std::size_t at = half(head, offsetAt) | std::size_t{half(head, offsetAt + 2)} << 16;
    if (at > head.size() || head.size() - at < signatureBytes + headerBytes) return LibraryFile::none;
    if (!std::equal(signature.begin(), signature.end(), head.begin() + static_cast<std::ptrdiff_t>(at))) {
        return LibraryFile::none;
    }
    const auto header = head.subspan(at + signatureBytes, headerBytes);
    if ((half(header, characteristicsAt) & dll) == 0) return LibraryFile::none;
    switch (half(header, 0)) {
    case i386:
        return LibraryFile::bits32;
    case amd64:
        return LibraryFile::bits64;
    default:
        return LibraryFile::foreign;
    }
}

} // namespace ekey::platform::pe
