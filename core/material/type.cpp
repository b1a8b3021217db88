#include "core/material/type.h"

#include <algorithm>

namespace ekey::material {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t pdfMargin = 1024; // ISO 32000-1, annex H.3.4.1: how far readers look for the mark

struct Magic {
    std::size_t offset;
    std::string_view bytes;
    std::string_view type;
};

constexpr Magic magics[] = {
    {0, "\xFF\xD8\xFF"sv, "image/jpeg"},
    {0, "\x89PNG\r\n\x1A\n"sv, "image/png"},
    {0, "GIF87a"sv, "image/gif"},
    {0, "GIF89a"sv, "image/gif"},
    {0, "BM"sv, "image/bmp"},
    {0, "II*\0"sv, "image/tiff"},
    {0, "MM\0*"sv, "image/tiff"},
    {0, "II+\0"sv, "image/tiff"}, // BigTIFF
    {0, "MM\0+"sv, "image/tiff"},
    {8, "WEBPVP8"sv, "image/webp"},
    {0, "PK\x03\x04"sv, "application/zip"},
    {0, "PK\x05\x06"sv, "application/zip"}, // an empty one
    {0, "Rar!\x1A\x07"sv, "application/vnd.rar"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "application/x-7z-compressed"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "application/x-ole-storage"},
};

/// ISO/IEC 14496-12, 4.3, and 23008-12: the brands of the still pictures that phones make.
std::string_view brand(std::string_view head)
{
    if (head.size() < 12 || head.substr(4, 4) != "ftyp") return {};
    const std::string_view major = head.substr(8, 4);
    const std::string_view brands = head.substr(8, 56);
    if (major == "avif" || major == "avis") return "image/avif";
    for (const std::string_view known : {"heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"}) {
        if (major == known) return "image/heic";
    }
    if (major != "mif1" && major != "msf1") return {};
    return brands.find("avif") != brands.npos ? "image/avif" : "image/heic";
}

constexpr std::pair<std::string_view, std::string_view> extensions[] = {
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"jpe", "image/jpeg"},
    {"jfif", "image/jpeg"},
    {"png", "image/png"},
    {"pdf", "application/pdf"},
    {"ofd", "application/ofd"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"heic", "image/heic"},
    {"heif", "image/heic"},
    {"avif", "image/avif"},
    {"bmp", "image/bmp"},
    {"gif", "image/gif"},
    {"webp", "image/webp"},
    {"zip", "application/zip"},
    {"rar", "application/vnd.rar"},
    {"7z", "application/x-7z-compressed"},
    {"doc", "application/msword"},
    {"wps", "application/msword"},
    {"xls", "application/vnd.ms-excel"},
    {"et", "application/vnd.ms-excel"},
    {"ppt", "application/vnd.ms-powerpoint"},
    {"dps", "application/vnd.ms-powerpoint"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
};

} // namespace

std::string mediaType(std::string_view head)
{
    for (const Magic& magic : magics) {
        if (head.size() >= magic.offset && head.substr(magic.offset).starts_with(magic.bytes))
            return std::string(magic.type);
    }
    if (const std::string_view found = brand(head); !found.empty()) return std::string(found);
    // Some writers put a line or two before the mark; a file that is a picture from its first byte is never a PDF here.
    if (head.substr(0, pdfMargin).find("%PDF-"sv) != head.npos) return "application/pdf";
    return "application/octet-stream";
}

std::string claimedType(std::string_view name)
{
    const std::size_t dot = name.rfind('.');
    if (dot == name.npos) return {};
    std::string extension(name.substr(dot + 1));
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    for (const auto& [known, type] : extensions) {
        if (extension == known) return std::string(type);
    }
    return extension;
}

} // namespace ekey::material
