#include "core/material/analysis.h"

namespace ekey::material {

bool Walk::run(Source& source, Inspected& found)
{
    while (!over_) {
        const std::optional<std::string> text = source.read(at_, length_);
        if (!text) return false;
        if (!trailing_) {
            step(*text, found);
            continue;
        }
        if (bytes_ - at_ > tailBytes || !isPadding(*text)) found.errors.push_back(trailingDataWarning(bytes_ - at_));
        over_ = true;
    }
    return true;
}

void Walk::want(std::int64_t offset, std::int64_t length)
{
    at_ = offset;
    length_ = length;
}

void Walk::finish(std::int64_t offset)
{
    trailing_ = true;
    want(offset, tailBytes);
}

void Walk::truncated(Inspected& found)
{
    found.errors.push_back(truncatedError(found.type));
    end();
}

void Walk::damaged(Inspected& found)
{
    found.errors.push_back(damagedError(found.type));
    end();
}

void Walk::measured(Inspected& found)
{
    const Picture& picture = *found.picture;
    if (picture.width == 0 || picture.height == 0) {
        found.picture.reset();
        return damaged(found);
    }
    if (static_cast<std::uint64_t>(picture.width) * picture.height <= static_cast<std::uint64_t>(limits_.pixels))
        return;
    found.errors.push_back({"material.pixels",
                            "",
                            Severity::error,
                            {{"limit", limits_.pixels}, {"width", picture.width}, {"height", picture.height}}});
    end();
}

std::unique_ptr<Analysis> analysisOf(const std::string& type, std::int64_t bytes, const Limits& limits)
{
    if (type == "image/jpeg") return jpegAnalysis(bytes, limits);
    if (type == "image/png") return pngAnalysis(bytes, limits);
    if (type == "image/tiff") return tiffAnalysis(bytes, limits);
    if (type == "image/bmp" || type == "image/gif" || type == "image/webp") return rasterAnalysis(bytes, limits);
    if (type == "application/pdf") return pdfAnalysis(limits);
    return nullptr;
}

bool isPadding(std::string_view text)
{
    constexpr std::string_view padding("\0\t\n\f\r \x1A\xFF", 8);
    return text.find_first_not_of(padding) == text.npos;
}

Error truncatedError(const std::string& type) { return {"material.truncated", "", Severity::error, {{"type", type}}}; }

Error damagedError(const std::string& type) { return {"material.damaged", "", Severity::error, {{"type", type}}}; }

Error trailingDataWarning(std::int64_t bytes)
{
    return {"material.trailing_data", "", Severity::warning, {{"bytes", bytes}}};
}

} // namespace ekey::material
