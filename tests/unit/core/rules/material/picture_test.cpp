// JPEG, PNG, and the size of other pictures.
#include "tests/unit/core/rules/material/support.h"

#include <gtest/gtest.h>

#include <ostream>

namespace ekey::material {
namespace {

using namespace std::string_literals;

std::string described(const Inspected& found)
{
    std::string text = outcome(found);
    if (const auto& p = found.picture) {
        text += " " + std::to_string(p->width) + "x" + std::to_string(p->height) + " " + std::to_string(p->dpiX) + "," +
                std::to_string(p->dpiY) + " " + std::to_string(p->orientation);
    }
    return text;
}

std::string segment(char marker, const std::string& body)
{
    const std::size_t length = body.size() + 2;
    return {"\xFF"s + marker + static_cast<char>(length >> 8) + static_cast<char>(length & 255) + body};
}

std::string frame(const std::string& heightAndWidth)
{
    return segment('\xC0', "\x08"s + heightAndWidth + "\x01\x01\x11\0"s);
}
const std::string small = frame("\0\x10\0\x20"s); // 32 × 16
const std::string start = "\xFF\xD8"s, end = "\xFF\xD9"s, scan = segment('\xDA', "scan") + std::string(20, '\x55');

/// With its CRC.
std::string chunk(const std::string& type, const std::string& data)
{
    std::uint32_t crc = ~0U;
    for (const char c : type + data) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320U : 0U);
        }
    }
    return big32Text(static_cast<std::uint32_t>(data.size())) + type + data + big32Text(~crc);
}

std::string png(std::uint32_t width, std::uint32_t height, const std::string& rest = "\x08\x02\0\0\0"s,
                const std::string& chunks = chunk("IDAT", "data"))
{
    return "\x89PNG\r\n\x1A\n"s + chunk("IHDR", big32Text(width) + big32Text(height) + rest) + chunks +
           chunk("IEND", "");
}

TEST(material_picture, fixtures_haveTheirSizeResolutionAndOrientation)
{
    const std::pair<const char*, const char*> files[] = {
        {"progressive.jpg", "image/jpeg 120x80 0,0 1"},
        {"grey.jpg", "image/jpeg 120x80 0,0 1"},
        {"cmyk.jpg", "image/jpeg 120x80 0,0 1"},
        {"density.jpg", "image/jpeg 120x80 200,200 1"},
        {"orientation6.jpg", "image/jpeg 120x80 300,300 6"},
        {"palette.png", "image/png 120x80 300,300 1"},
        {"interlaced.png", "image/png 120x80 0,0 1"},
        {"picture.gif", "image/gif 60x40 0,0 1"},
        {"picture.bmp", "image/bmp 9x7 300,300 1"},
        {"lossy.webp", "image/webp 120x80 0,0 1"},
        {"lossless.webp", "image/webp 120x80 0,0 1"},
        {"page.tif", "image/tiff 120x80 0,0 1"},
        {"picture.heic", "image/heic"},
    };
    for (const auto& [name, expected] : files) {
        EXPECT_EQ(described(look(fixture(name))), expected) << name;
    }
}

TEST(material_picture, pixelsAtTheLimit_pass_oneMoreIsRefusedFromTheHeaderAlone)
{
    Limits limits = anything();
    limits.pixels = 120 * 80;
    EXPECT_EQ(outcome(look(fixture("progressive.jpg"), limits)), "image/jpeg");
    EXPECT_EQ(outcome(look(fixture("palette.png"), limits)), "image/png");
    --limits.pixels;
    for (const char* name : {"progressive.jpg", "palette.png", "picture.gif", "lossy.webp", "page.tif"}) {
        if (name == "picture.gif"s)
            limits.pixels = 60 * 40 - 1;
        else
            limits.pixels = 120 * 80 - 1;
        const Inspected found = look(fixture(name), limits);
        ASSERT_EQ(outcome(found), found.type + " material.pixels");
        EXPECT_EQ(found.errors[0].params,
                  json::Value(
                      {{"limit", limits.pixels}, {"width", found.picture->width}, {"height", found.picture->height}}));
    }
}

TEST(material_picture, bombs_areRefusedWithoutTheirData)
{
    EXPECT_EQ(outcome(look(png(65535, 65535))), "image/png material.pixels");
    EXPECT_EQ(outcome(look(png(0x7FFFFFFF, 0x7FFFFFFF))), "image/png material.pixels");
    EXPECT_EQ(outcome(look(start + frame("\xFF\xFF\xFF\xFF"s))), "image/jpeg material.pixels");
}

TEST(material_picture, withoutSizeOrFrame_isDamaged)
{
    EXPECT_EQ(outcome(look(png(0, 16))), "image/png material.damaged");
    EXPECT_EQ(outcome(look(png(16, 0))), "image/png material.damaged");
    EXPECT_EQ(outcome(look(png(0x80000000, 1))), "image/png material.damaged");
    EXPECT_EQ(outcome(look(start + frame("\0\0\0\x20"s) + scan + end)), "image/jpeg material.damaged");
    EXPECT_EQ(outcome(look(start + scan + end)), "image/jpeg material.damaged");
    EXPECT_EQ(outcome(look(start + small + small + scan + end)), "image/jpeg material.damaged");
}

TEST(material_picture, brokenHeader_isDamaged)
{
    std::string flipped = png(16, 16);
    flipped[19] ^= 1; // the width, not its CRC
    EXPECT_EQ(outcome(look(flipped)), "image/png material.damaged");
    for (const std::string& rest : {"\x03\x02\0\0\0"s, "\x08\x01\0\0\0"s, "\x08\x02\x01\0\0"s, "\x08\x02\0\x01\0"s,
                                    "\x08\x02\0\0\x02"s, "\x10\x03\0\0\0"s}) {
        EXPECT_EQ(outcome(look(png(16, 16, rest))), "image/png material.damaged");
    }
    EXPECT_EQ(outcome(look(png(16, 16, "\x08\x02\0\0\0"s, ""))), "image/png material.damaged"); // no data
    EXPECT_EQ(outcome(look(png(16, 16, "\x08\x02\0\0\0"s, "\0\0\0\0I AT...."s))), "image/png material.damaged");
    EXPECT_EQ(outcome(look(start + "\xFF\xE0\0\x04zznosegment"s + end)), "image/jpeg material.damaged");
    EXPECT_EQ(outcome(look(start + small + "\xFF\xE0\0\x01"s + scan + end)), "image/jpeg material.damaged");
}

TEST(material_picture, thumbnailsEnd_isNotThePictures)
{
    const std::string thumbnail = segment('\xE1', "Exif\0\0"s + start + end);
    EXPECT_EQ(outcome(look(start + thumbnail + small + scan)), "image/jpeg material.truncated");
    EXPECT_EQ(outcome(look(start + thumbnail + small + scan + end)), "image/jpeg");
}

TEST(material_picture, paddingAfterTheEnd_isBorne_otherDataIsAWarning)
{
    for (const char* name : {"progressive.jpg", "palette.png"}) {
        const std::string file = fixture(name);
        for (const std::string& padding :
             {"\n"s, "\r\n\r\n"s, std::string(65536, '\0'), "\x1A"s, "\xFF\xFF"s, " \t"s}) {
            const Inspected found = look(file + padding);
            EXPECT_EQ(outcome(found), found.type);
        }
        for (const std::string& more : {"x"s, std::string(65537, '\0'), "\0\0PK"s, std::string(1'000'000, 'z')}) {
            const Inspected found = look(file + more);
            ASSERT_EQ(outcome(found), found.type + " material.trailing_data");
            EXPECT_EQ(found.errors[0].severity, Severity::warning);
            EXPECT_EQ(found.errors[0].params, json::Value({{"bytes", more.size()}}));
        }
    }
}

TEST(material_picture, secondPictureOfAFileThatSaysSo_isBorne)
{
    const std::string file = start + segment('\xE2', "MPF\0more"s) + small + scan + end;
    EXPECT_EQ(outcome(look(file + std::string(100'000, 'z'))), "image/jpeg");
}

TEST(material_picture, scansGoneThrough_passRestartsAndSegmentsBetween)
{
    const std::string noEnd(70'000, 'z');
    const std::string data = "\x11\xFF\0\x22\xFF\xD0\x33\xFF\xD7"s;
    const std::string several = scan + data + segment('\xC4', "table"s + end) + scan + data;
    EXPECT_EQ(outcome(look(start + small + several + end + noEnd)), "image/jpeg material.trailing_data");
    EXPECT_EQ(outcome(look(start + small + several + std::string(70'000, '\x11'))), "image/jpeg material.truncated");
    // The mark falls on each side of every step's edge.
    for (std::size_t at = 32 * 1024 - 30; at < 32 * 1024 + 10; ++at) {
        EXPECT_EQ(outcome(look(start + small + scan + std::string(at, '\x11') + end + noEnd)),
                  "image/jpeg material.trailing_data")
            << at;
    }
}

TEST(material_picture, orientationOutOfRange_isUpright)
{
    std::string file = fixture("orientation6.jpg");
    const std::size_t at = file.find("\x01\x12\0\x03\0\0\0\x01"s) + 9;
    for (const int orientation : {0, 1, 8, 9}) {
        file[at] = static_cast<char>(orientation);
        EXPECT_EQ(look(file).picture->orientation, orientation == 8 ? 8 : 1);
    }
}

TEST(material_picture, largePng_isGoneThroughChunkByChunk)
{
    std::string chunks;
    for (int i = 0; i < 1200; ++i) {
        chunks += chunk("IDAT", std::string(8192, 'd'));
    }
    const std::string file = png(4000, 3000, "\x08\x02\0\0\0"s, chunks);
    EXPECT_EQ(outcome(look(file)), "image/png");
    std::string hole = file;
    hole.erase(5'000'000, 1);
    EXPECT_EQ(outcome(look(hole)), "image/png material.truncated"); // what stands for a length leads past the end
}

} // namespace
} // namespace ekey::material
