// The first directory of a TIFF (TIFF 6.0, section 2), which is also what EXIF is (CIPA DC-008, 4.6).
#pragma once

#include "core/material/material.h"

#include <optional>
#include <string_view>

namespace ekey::material {

struct TiffHeader {
    bool little;             ///< byte order
    std::uint32_t directory; ///< where the first one stands
};
inline constexpr std::size_t tiffHeaderBytes = 8;
std::optional<TiffHeader> readTiffHeader(std::string_view text);

/// Reads a directory that stands at the beginning of `directory`; resolutions stand elsewhere in `whole`, and are
/// unknown where they do not. Entries that the text lacks are skipped. A width or height that is not given is 0.
Picture readDirectory(std::string_view directory, std::string_view whole, bool little);

inline constexpr double centimetresInAnInch = 2.54;
/// To the nearest whole; 0 for what no picture has.
std::uint32_t roundedDpi(double dpi);

/// What EXIF says of a picture: orientation and resolution.
Picture readExif(std::string_view tiff);

} // namespace ekey::material
