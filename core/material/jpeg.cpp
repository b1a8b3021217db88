// JPEG: ITU-T T.81, annex B; JFIF 1.02; EXIF in APP1; CIPA DC-007 (MPF) in APP2
#include "core/material/analysis.h"
#include "core/material/bytes.h"
#include "core/material/tiff.h"

#include <algorithm>

namespace ekey::material {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t stepBytes = 32 * 1024; // of entropy-coded data at once

bool isFrame(std::uint32_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

class Jpeg : public Walk {
public:
    Jpeg(std::int64_t bytes, const Limits& limits) : Walk(bytes, limits) { want(2, 4); }

private:
    enum class Part { segment, body, tail, scan };

    void step(std::string_view text, Inspected& found) override
    {
        switch (part_) {
        case Part::segment:
            return segment(text, found);
        case Part::body:
            return body(text, found);
        case Part::tail:
            return tail(text, found);
        case Part::scan:
            return scan(text, found);
        }
    }

    void go(Part part, std::int64_t offset, std::int64_t length)
    {
        part_ = part;
        want(offset, length);
    }

    void segment(std::string_view text, Inspected& found)
    {
        if (text.size() < 4) return truncated(found);
        const std::uint32_t marker = byteAt(text, 1), length = big16(text, 2);
        if (byteAt(text, 0) != 0xFF) return damaged(found);
        if (marker == 0xFF) return want(at() + 1, 4); // a fill byte
        // Those without a length do not stand here, the picture's end among them.
        if (marker < 0xC0 || (marker >= 0xD0 && marker <= 0xD9) || length < 2) return damaged(found);
        const std::int64_t after = at() + 2 + length;
        if (after > bytes()) return truncated(found);
        if (inScan_) return marker == 0xDA || !isFrame(marker) ? scanFrom(after) : damaged(found);
        if (marker == 0xDA) return begun(after, found);
        if (!isFrame(marker) && marker != 0xE0 && marker != 0xE1 && marker != 0xE2) return want(after, 4);
        go(Part::body, at(), 2 + static_cast<std::int64_t>(length));
    }

    void body(std::string_view text, Inspected& found)
    {
        const std::uint32_t marker = byteAt(text, 1);
        const std::string_view content = text.substr(4);
        go(Part::segment, at() + static_cast<std::int64_t>(text.size()), 4);
        if (isFrame(marker)) return frame(content, found);
        if (content.starts_with("JFIF\0"sv) && content.size() >= 12) {
            const std::uint32_t unit = byteAt(content, 7);
            const double factor = unit == 1 ? 1 : unit == 2 ? centimetresInAnInch : 0;
            seen_.dpiX = roundedDpi(big16(content, 8) * factor);
            seen_.dpiY = roundedDpi(big16(content, 10) * factor);
        } else if (content.starts_with("Exif\0\0"sv)) {
            exif_ = readExif(content.substr(6));
        } else if (content.starts_with("MPF\0"sv)) {
            several_ = true;
        }
    }

    void frame(std::string_view content, Inspected& found)
    {
        if (content.size() < 6 || found.picture) return damaged(found);
        seen_.height = big16(content, 1);
        seen_.width = big16(content, 3);
        found.picture = seen_;
        measured(found);
    }

    void begun(std::int64_t scan, Inspected& found)
    {
        if (!found.picture) return damaged(found);
        Picture& picture = *found.picture;
        picture.orientation = exif_.orientation;
        picture.dpiX = seen_.dpiX ? seen_.dpiX : exif_.dpiX;
        picture.dpiY = seen_.dpiY ? seen_.dpiY : exif_.dpiY;
        scan_ = scan;
        const std::int64_t from = std::max(scan, bytes() - tailBytes);
        go(Part::tail, from, bytes() - from);
    }

    /// Most pictures end where their file does. Within a scan no end can stand but the picture's: 0xFF is escaped
    /// there.
    void tail(std::string_view text, Inspected& found)
    {
        const std::size_t mark = text.rfind("\xFF\xD9"sv);
        if (mark != text.npos) return picturesEnd(at() + static_cast<std::int64_t>(mark) + 2);
        if (at() == scan_) return truncated(found);
        inScan_ = true;
        scanFrom(scan_);
    }

    void scanFrom(std::int64_t offset) { go(Part::scan, offset, stepBytes); }

    /// Something long was appended, as phones do with moving pictures: the scans are gone through.
    void scan(std::string_view text, Inspected& found)
    {
        std::size_t mark = text.find('\xFF');
        while (mark != text.npos && mark + 1 < text.size()) {
            const std::uint32_t next = byteAt(text, mark + 1);
            const std::int64_t offset = at() + static_cast<std::int64_t>(mark);
            if (next == 0xD9) return picturesEnd(offset + 2);
            const bool data = next == 0x00 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
            if (!data) {
                // Stepped over here where its length can be seen: one reading for each would cost far more than the
                // file.
                const std::size_t length = mark + 4 <= text.size() ? big16(text, mark + 2) : 0;
                const bool plain = next != 0xFF && next >= 0xC0 && !isFrame(next) && next != 0xD8 && length >= 2;
                if (!plain || mark + 2 + length >= text.size()) return go(Part::segment, offset, 4);
                mark = text.find('\xFF', mark + 2 + length);
                continue;
            }
            mark = text.find('\xFF', mark + (next == 0xFF ? 1 : 2));
        }
        // A last 0xFF is looked at again with what follows it.
        const std::size_t done = mark == text.npos ? text.size() : mark;
        if (at() + static_cast<std::int64_t>(text.size()) >= bytes() || done == 0) return truncated(found);
        scanFrom(at() + static_cast<std::int64_t>(done));
    }

    /// A file of several pictures says so, and the others stand after the first.
    void picturesEnd(std::int64_t offset) { several_ ? end() : finish(offset); }

    Part part_ = Part::segment;
    bool inScan_ = false;  ///< segments between scans are skipped, no more
    bool several_ = false; ///< MPF
    Picture seen_;         ///< frame and JFIF
    Picture exif_;
    std::int64_t scan_ = 0; ///< where the first begins
};

} // namespace

std::unique_ptr<Analysis> jpegAnalysis(std::int64_t bytes, const Limits& limits)
{
    return std::make_unique<Jpeg>(bytes, limits);
}

} // namespace ekey::material
