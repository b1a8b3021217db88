#include "core/material/content.h"

#include <algorithm>

namespace ekey::material {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t pdfMargin = 1024; // ISO 32000-1, annex H.3.4.1 and H.3.4.4: how far readers look for both marks

struct Magic {
    std::size_t offset;
    std::string_view bytes;
    std::string_view type;
};

constexpr Magic magics[] = {
    {0, "\xFF\xD8\xFF"sv, "image/jpeg"},  {0, "\x89PNG\r\n\x1A\n"sv, "image/png"},
    {0, "GIF8"sv, "image/gif"},           {0, "BM"sv, "image/bmp"},
    {0, "II*\0"sv, "image/tiff"},         {0, "MM\0*"sv, "image/tiff"},
    {8, "WEBP"sv, "image/webp"},          {4, "ftyphei"sv, "image/heic"},
    {4, "ftypmif1"sv, "image/heic"},      {0, "PK\x03\x04"sv, "application/zip"}, // also what newer Word files are
    {0, "Rar!"sv, "application/vnd.rar"}, {0, "\xD0\xCF\x11\xE0"sv, "application/msword"},
};

std::string_view characters(Content content) { return {reinterpret_cast<const char*>(content.data()), content.size()}; }

unsigned bigEndian16(std::string_view text, std::size_t at)
{
    return static_cast<unsigned>(static_cast<unsigned char>(text[at])) << 8 | static_cast<unsigned char>(text[at + 1]);
}

/// Walks a JPEG's segments to its scan (ITU-T T.81, B.1.1.2): a thumbnail inside a segment has an end of its own, which
/// is not the picture's. The offset of the scan, the size where the head holds less, npos where the segments are
/// damaged.
std::size_t scan(std::string_view head)
{
    std::size_t at = 2;
    while (at + 4 <= head.size()) {
        const auto marker = static_cast<unsigned char>(head[at + 1]);
        if (head[at] != '\xFF') return head.npos;
        if (marker == 0xFF) { // fill byte
            ++at;
            continue;
        }
        if (marker == 0xDA) return at;
        const unsigned length = bigEndian16(head, at + 2);
        const bool bare = marker >= 0xD0 && marker <= 0xD9; // stands alone, and not before a scan
        if (marker < 0xC0 || bare || length < 2) return head.npos;
        at += 2 + length;
    }
    return head.size();
}

bool isWholeJpeg(std::string_view head, std::string_view end, std::size_t endOffset)
{
    const std::size_t start = scan(head);
    if (start == head.npos) return false;
    return end.find("\xFF\xD9"sv, start > endOffset ? start - endOffset : 0) != end.npos;
}

bool isWholePng(std::string_view head, std::string_view end)
{
    // ISO/IEC 15948, 11.2.2 and 11.2.5: IHDR of 13 bytes comes first, with a width and a height; an empty IEND last.
    constexpr auto none = "\0\0\0\0"sv;
    return head.size() >= 24 && head.substr(8, 8) == "\0\0\0\rIHDR"sv && head.substr(16, 4) != none &&
           head.substr(20, 4) != none && end.find("\0\0\0\0IEND\xAE\x42\x60\x82"sv) != end.npos;
}

bool isWholePdf(std::string_view end)
{
    return end.substr(end.size() - std::min(end.size(), pdfMargin)).find("%%EOF"sv) != end.npos;
}

} // namespace

std::string mediaType(Content head)
{
    const std::string_view text = characters(head);
    for (const Magic& magic : magics) {
        if (text.size() >= magic.offset && text.substr(magic.offset).starts_with(magic.bytes))
            return std::string(magic.type);
    }
    // Some writers put a line or two before the mark; a file that is a picture from its first byte is never a PDF here.
    if (text.substr(0, pdfMargin).find("%PDF-"sv) != text.npos) return "application/pdf";
    return "application/octet-stream";
}

bool isWhole(std::string_view type, Content head, Content end, std::size_t endOffset)
{
    if (type == "image/jpeg") return isWholeJpeg(characters(head), characters(end), endOffset);
    if (type == "image/png") return isWholePng(characters(head), characters(end));
    if (type == "application/pdf") return isWholePdf(characters(end));
    return false;
}

} // namespace ekey::material
