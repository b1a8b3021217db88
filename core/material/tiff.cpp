#include "core/material/tiff.h"

#include "core/material/analysis.h"
#include "core/material/bytes.h"

namespace ekey::material {
namespace {

constexpr std::size_t entryBytes = 12;
constexpr std::int64_t directoryBytes = 2 + 65535 * static_cast<std::int64_t>(entryBytes);

struct Reader {
    std::string_view text;
    bool little;

    std::uint32_t two(std::size_t at) const { return little ? little16(text, at) : big16(text, at); }
    std::uint32_t four(std::size_t at) const { return little ? little32(text, at) : big32(text, at); }

    /// The entry's one value, SHORT or LONG; 0 for other types.
    std::uint32_t value(std::size_t entry) const
    {
        const std::uint32_t type = two(entry + 2);
        return type == 3 ? two(entry + 8) : type == 4 ? four(entry + 8) : 0;
    }
};

/// The RATIONAL to which an entry points, times `factor`, rounded; 0: unknown or absurd.
std::uint32_t rational(Reader whole, std::uint32_t at, double factor)
{
    if (at > whole.text.size() || whole.text.size() - at < 8) return 0;
    const std::uint32_t over = whole.four(at), under = whole.four(at + 4);
    return under == 0 ? 0 : roundedDpi(static_cast<double>(over) / under * factor);
}

/// A TIFF file: only its size is wanted, and its directory may stand at its very end.
class Tiff : public Walk {
public:
    Tiff(std::int64_t bytes, const Limits& limits) : Walk(bytes, limits) { want(0, tiffHeaderBytes); }

private:
    void step(std::string_view text, Inspected& found) override
    {
        if (!header_) {
            header_ = readTiffHeader(text);
            if (!header_) return damaged(found); // BigTIFF among them: none has been seen from a scanner
            if (header_->directory >= bytes()) return truncated(found);
            return want(header_->directory, directoryBytes);
        }
        found.picture = readDirectory(text, {}, header_->little);
        measured(found);
        end();
    }

    std::optional<TiffHeader> header_;
};

} // namespace

std::uint32_t roundedDpi(double dpi) { return dpi >= 0.5 && dpi < 1e6 ? static_cast<std::uint32_t>(dpi + 0.5) : 0; }

std::optional<TiffHeader> readTiffHeader(std::string_view text)
{
    if (text.size() < tiffHeaderBytes) return std::nullopt;
    const bool little = text.starts_with("II");
    const Reader reader{text, little};
    if ((!little && !text.starts_with("MM")) || reader.two(2) != 42) return std::nullopt;
    return TiffHeader{little, reader.four(4)};
}

Picture readDirectory(std::string_view directory, std::string_view whole, bool little)
{
    Picture picture;
    if (directory.size() < 2) return picture;
    const Reader in{directory, little};
    std::uint32_t unit = 2, xAt = 0, yAt = 0;
    const std::size_t count = in.two(0);
    for (std::size_t i = 0, entry = 2; i < count && entry + entryBytes <= directory.size(); ++i, entry += entryBytes) {
        switch (in.two(entry)) {
        case 0x0100:
            picture.width = in.value(entry);
            break;
        case 0x0101:
            picture.height = in.value(entry);
            break;
        case 0x0112:
            picture.orientation = static_cast<int>(in.value(entry) & 0xFFFF);
            break;
        case 0x011A:
            xAt = in.four(entry + 8);
            break;
        case 0x011B:
            yAt = in.four(entry + 8);
            break;
        case 0x0128:
            unit = in.value(entry);
            break;
        default:
            break;
        }
    }
    if (picture.orientation < 1 || picture.orientation > 8) picture.orientation = 1;
    if (unit == 2 || unit == 3) {
        const double factor = unit == 3 ? centimetresInAnInch : 1;
        picture.dpiX = xAt ? rational({whole, little}, xAt, factor) : 0;
        picture.dpiY = yAt ? rational({whole, little}, yAt, factor) : 0;
    }
    return picture;
}

Picture readExif(std::string_view tiff)
{
    const auto header = readTiffHeader(tiff);
    if (!header || header->directory >= tiff.size()) return {};
    return readDirectory(tiff.substr(header->directory), tiff, header->little);
}

std::unique_ptr<Analysis> tiffAnalysis(std::int64_t bytes, const Limits& limits)
{
    return std::make_unique<Tiff>(bytes, limits);
}

} // namespace ekey::material
