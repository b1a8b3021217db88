// BMP, GIF and WebP: no form accepts them, and their size is cheap.
#include "core/material/analysis.h"
#include "core/material/bytes.h"
#include "core/material/tiff.h"

namespace ekey::material {
namespace {

constexpr std::int64_t headBytes = 64;

std::uint32_t little24(std::string_view text, std::size_t at)
{
    return little16(text, at) | byteAt(text, at + 2) << 16;
}

Picture gif(std::string_view head)
{
    Picture picture;
    picture.width = little16(head, 6);
    picture.height = little16(head, 8);
    return picture;
}

Picture bmp(std::string_view head)
{
    Picture picture;
    if (little32(head, 14) == 12) { // OS/2's header
        picture.width = little16(head, 18);
        picture.height = little16(head, 20);
        return picture;
    }
    const std::uint32_t height = little32(head, 22);
    picture.width = little32(head, 18);
    picture.height = height > 0x7FFFFFFF ? 0 - height : height; // negative: from top to bottom
    picture.dpiX = roundedDpi(little32(head, 38) * centimetresInAnInch / 100);
    picture.dpiY = roundedDpi(little32(head, 42) * centimetresInAnInch / 100);
    return picture;
}

/// RFC 9649, 2.5–2.7
Picture webp(std::string_view head)
{
    Picture picture;
    if (head.substr(12, 4) == "VP8X") {
        picture.width = little24(head, 24) + 1;
        picture.height = little24(head, 27) + 1;
    } else if (head.substr(12, 4) == "VP8L") {
        const std::uint32_t both = little32(head, 21);
        picture.width = (both & 0x3FFF) + 1;
        picture.height = (both >> 14 & 0x3FFF) + 1;
    } else if (head.substr(12, 4) == "VP8 ") {
        picture.width = little16(head, 26) & 0x3FFF;
        picture.height = little16(head, 28) & 0x3FFF;
    }
    return picture;
}

class Raster : public Walk {
public:
    Raster(std::int64_t bytes, const Limits& limits) : Walk(bytes, limits) { want(0, headBytes); }

private:
    void step(std::string_view text, Inspected& found) override
    {
        const std::size_t least = found.type == "image/bmp" ? 46 : found.type == "image/webp" ? 30 : 13;
        if (text.size() < least) return truncated(found);
        found.picture = found.type == "image/bmp" ? bmp(text) : found.type == "image/webp" ? webp(text) : gif(text);
        measured(found);
        end();
    }
};

} // namespace

std::unique_ptr<Analysis> rasterAnalysis(std::int64_t bytes, const Limits& limits)
{
    return std::make_unique<Raster>(bytes, limits);
}

} // namespace ekey::material
