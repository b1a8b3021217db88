// PNG: ISO/IEC 15948 (W3C PNG, third edition)
#include "core/material/analysis.h"
#include "core/material/bytes.h"
#include "core/material/tiff.h"

namespace ekey::material {
namespace {

constexpr std::int64_t signatureBytes = 8, frameBytes = 12; // a chunk's length, type and CRC
constexpr std::uint32_t lengthMost = 0x7FFFFFFF;            // 5.3
constexpr std::uint32_t exifMost = 65536;

/// Annex D, bit by bit: it is needed for 17 bytes.
std::uint32_t crc(std::string_view text)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (std::size_t at = 0; at < text.size(); ++at) {
        crc ^= byteAt(text, at);
        for (int bit = 0; bit < 8; ++bit) {
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
        }
    }
    return ~crc;
}

/// Table 12: which depths go with a colour type.
bool isColour(std::uint32_t depth, std::uint32_t type)
{
    const bool power = depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    switch (type) {
    case 0:
        return power;
    case 3:
        return power && depth <= 8;
    case 2:
    case 4:
    case 6:
        return depth == 8 || depth == 16;
    default:
        return false;
    }
}

bool isType(std::string_view text)
{
    for (const char c : text) {
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) return false;
    }
    return true;
}

class Png : public Walk {
public:
    Png(std::int64_t bytes, const Limits& limits) : Walk(bytes, limits) { want(0, signatureBytes + frameBytes + 13); }

private:
    void step(std::string_view text, Inspected& found) override
    {
        if (!found.picture) return header(text, found);
        if (body_) return ancillary(text, *found.picture);
        chunk(text, found);
    }

    void header(std::string_view text, Inspected& found)
    {
        if (static_cast<std::int64_t>(text.size()) < signatureBytes + frameBytes + 13) return truncated(found);
        const std::string_view ihdr = text.substr(12, 17);
        if (big32(text, 8) != 13 || !ihdr.starts_with("IHDR") || big32(text, 29) != crc(ihdr) ||
            !isColour(byteAt(text, 24), byteAt(text, 25)) || byteAt(text, 26) != 0 || byteAt(text, 27) != 0 ||
            byteAt(text, 28) > 1) {
            return damaged(found);
        }
        Picture picture;
        picture.width = big32(text, 16);
        picture.height = big32(text, 20);
        if (picture.width > lengthMost || picture.height > lengthMost) return damaged(found);
        found.picture = picture;
        next(signatureBytes + frameBytes + 13);
        measured(found);
    }

    void chunk(std::string_view text, Inspected& found)
    {
        if (text.size() < 8) return truncated(found);
        const std::uint32_t length = big32(text, 0);
        const std::string_view type = text.substr(4);
        if (length > lengthMost || !isType(type)) return damaged(found);
        const std::int64_t after = at() + frameBytes + length;
        if (after > bytes()) return truncated(found);
        if (type == "IEND") return length == 0 && data_ ? finish(after) : damaged(found);
        if (type == "IHDR") return damaged(found);
        data_ = data_ || type == "IDAT";
        body_ = (type == "pHYs" && length == 9) || (type == "eXIf" && length <= exifMost);
        if (!body_) return next(after);
        after_ = after;
        want(at(), 8 + static_cast<std::int64_t>(length));
    }

    void ancillary(std::string_view text, Picture& picture)
    {
        if (text.substr(4, 4) == "eXIf") {
            picture.orientation = readExif(text.substr(8)).orientation;
        } else if (byteAt(text, 16) == 1) { // pixels to the metre; otherwise only a ratio
            picture.dpiX = roundedDpi(big32(text, 8) * centimetresInAnInch / 100);
            picture.dpiY = roundedDpi(big32(text, 12) * centimetresInAnInch / 100);
        }
        body_ = false;
        next(after_);
    }

    void next(std::int64_t offset) { want(offset, 8); }

    bool data_ = false;      ///< an IDAT was seen
    bool body_ = false;      ///< a chunk of interest is being read
    std::int64_t after_ = 0; ///< where the one after it begins
};

} // namespace

std::unique_ptr<Analysis> pngAnalysis(std::int64_t bytes, const Limits& limits)
{
    return std::make_unique<Png>(bytes, limits);
}

} // namespace ekey::material
