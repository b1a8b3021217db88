#include "core/material/material.h"

#include <gtest/gtest.h>

using namespace ekey;
using namespace std::string_literals;

namespace {

const std::string thumbnail = "\xFF\xD8\xFF\xDB\x00\x04\x01\x02\xFF\xD9"s;

std::string segment(char marker, const std::string& body)
{
    const std::size_t length = body.size() + 2;
    return {"\xFF"s + marker + static_cast<char>(length >> 8) + static_cast<char>(length & 255) + body};
}

std::string jpegWithout(std::size_t scanBytes)
{
    return "\xFF\xD8"s + segment('\xE1', "Exif\0\0"s + thumbnail) + segment('\xDB', "tables") +
           segment('\xDA', "scan") + std::string(scanBytes, '\x55');
}
std::string jpeg(std::size_t scanBytes = 20) { return jpegWithout(scanBytes) + "\xFF\xD9"s; }

std::string png(std::size_t dataBytes = 20)
{
    return "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0crc."s + std::string(dataBytes, 'd') +
           "\0\0\0\0IEND\xAE\x42\x60\x82"s;
}

std::string pdf(std::size_t bodyBytes = 20) { return "%PDF-1.7\n" + std::string(bodyBytes, ' ') + "\n%%EOF\n"; }

material::Limits limits() { return {{"image/jpeg", "image/png", "application/pdf"}, 1'000'000}; }

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// As a page does it: the first and the last window.
material::Inspected inspect(const std::string& file, std::string_view name = "x",
                            const material::Limits& given = limits())
{
    const std::string_view all = file;
    const std::size_t part = std::min(file.size(), material::window);
    return material::inspect({name, static_cast<std::int64_t>(file.size()), bytesOf(all.substr(0, part)),
                              bytesOf(all.substr(file.size() - part))},
                             given);
}

std::string outcome(const material::Inspected& inspected)
{
    std::string text = inspected.type;
    for (const Error& error : inspected.errors) {
        text += " " + error.code;
    }
    return text;
}

} // namespace

TEST(material_inspect, wholeFiles_areKnownByTheirContent)
{
    for (const std::size_t size : {std::size_t{20}, material::window, 5 * material::window}) {
        EXPECT_EQ(outcome(inspect(jpeg(size), "无扩展名")), "image/jpeg");
        EXPECT_EQ(outcome(inspect(png(size), "a.PNG")), "image/png");
        EXPECT_EQ(outcome(inspect(pdf(size), "a.b.pdf")), "application/pdf");
    }
}

TEST(material_inspect, headAlone_sufficesWhereItIsTheWholeFile)
{
    const std::string file = jpeg();
    const auto size = static_cast<std::int64_t>(file.size());

    EXPECT_EQ(outcome(material::inspect({"a.jpg", size, bytesOf(file), {}}, limits())), "image/jpeg");
    EXPECT_EQ(outcome(material::inspect({"a.jpg", size + 1, bytesOf(file), {}}, limits())),
              "image/jpeg material.truncated");
}

TEST(material_inspect, emptyFile_isOnlyThat)
{
    EXPECT_EQ(outcome(inspect("", "a.pdf")), "application/octet-stream material.empty");
}

TEST(material_inspect, sizeAtTheLimit_passes_oneMoreIsRefused)
{
    material::Limits exact = limits();
    exact.bytes = static_cast<std::int64_t>(png().size());
    EXPECT_EQ(outcome(inspect(png(), "a.png", exact)), "image/png");

    const auto inspected = inspect(png(21), "a.png", exact);
    EXPECT_EQ(outcome(inspected), "image/png material.too_large");
    EXPECT_EQ(inspected.errors[0].params, json::Value({{"limit", exact.bytes}, {"bytes", exact.bytes + 1}}));
}

TEST(material_inspect, fileCutOff_isTruncated)
{
    for (const std::size_t size : {std::size_t{20}, 5 * material::window}) {
        const std::string wholePng = png(size), wholePdf = pdf(size);
        EXPECT_EQ(outcome(inspect(jpegWithout(size))),
                  "image/jpeg material.truncated"); // the thumbnail's end does not count
        EXPECT_EQ(outcome(inspect(wholePng.substr(0, wholePng.size() - 1))), "image/png material.truncated");
        EXPECT_EQ(outcome(inspect(wholePdf.substr(0, wholePdf.size() - 3))), "application/pdf material.truncated");
    }
    EXPECT_EQ(outcome(inspect("\xFF\xD8\xFF"s)), "image/jpeg material.truncated");
    EXPECT_EQ(outcome(inspect("\x89PNG\r\n\x1A\n"s)), "image/png material.truncated");
    EXPECT_EQ(outcome(inspect("%PDF-")), "application/pdf material.truncated");
}

TEST(material_inspect, thumbnailInASmallFileGivenTwice_doesNotPassForTheEnd)
{
    const std::string file = jpegWithout(100), copy = file;

    EXPECT_EQ(outcome(material::inspect({"a.jpg", static_cast<std::int64_t>(file.size()), bytesOf(file), bytesOf(copy)},
                                        limits())),
              "image/jpeg material.truncated");
}

TEST(material_inspect, damagedBeginning_isTruncated)
{
    std::string picture = png();
    picture[19] = 0; // no width
    EXPECT_EQ(outcome(inspect(picture)), "image/png material.truncated");
    EXPECT_EQ(outcome(inspect("\xFF\xD8\xFF\xE0\x00\x04zznosegment\xFF\xD9"s)), "image/jpeg material.truncated");
}

TEST(material_inspect, somethingAfterTheEnd_isBorne)
{
    EXPECT_EQ(outcome(inspect(jpeg() + "camera's own")), "image/jpeg");
    EXPECT_EQ(outcome(inspect(png() + "\n")), "image/png");
    EXPECT_EQ(outcome(inspect(pdf() + std::string(1018, ' '))), "application/pdf");
    EXPECT_EQ(outcome(inspect(pdf() + std::string(1019, ' '))), "application/pdf material.truncated");
}

TEST(material_inspect, pdfMark_standsInTheFirst1024Bytes)
{
    EXPECT_EQ(outcome(inspect(std::string(1019, ' ') + pdf())), "application/pdf");
    EXPECT_EQ(outcome(inspect(std::string(1020, ' ') + pdf())), "application/octet-stream material.type");
}

TEST(material_inspect, otherTypes_areNamedAndRefused)
{
    const std::pair<std::string, const char*> files[] = {
        {"GIF89a...", "image/gif"},
        {"BM......", "image/bmp"},
        {"II*\0...."s, "image/tiff"},
        {"RIFF....WEBPVP8 ", "image/webp"},
        {"\0\0\0\x18"s + "ftypheic", "image/heic"},
        {"PK\x03\x04...", "application/zip"},
        {"\xD0\xCF\x11\xE0...", "application/msword"},
        {"<html>", "application/octet-stream"},
        {"MZ\x90", "application/octet-stream"},
    };
    for (const auto& [content, type] : files) {
        const auto inspected = inspect(content, "a.jpg");
        EXPECT_EQ(outcome(inspected), type + " material.type"s);
        EXPECT_EQ(inspected.errors[0].params, json::Value({{"found", type}, {"accepted", limits().types}}));
    }
}

TEST(material_inspect, typeThatThisItemDoesNotAccept_isRefused)
{
    EXPECT_EQ(outcome(inspect(pdf(), "a.pdf", {{"image/png"}, 1000})), "application/pdf material.type");
}

TEST(material_inspect, nameOfAnotherType_isAWarning)
{
    for (const char* name : {"a.png", "a.exe", "a.JPEG.pdf", "a."}) {
        const auto inspected = inspect(jpeg(), name);
        if (std::string(name) == "a.") {
            EXPECT_TRUE(inspected.errors.empty());
            continue;
        }
        ASSERT_EQ(inspected.errors.size(), 1u) << name;
        EXPECT_EQ(inspected.errors[0].code, "material.extension");
        EXPECT_EQ(inspected.errors[0].severity, Severity::warning);
        EXPECT_EQ(inspected.errors[0].params["found"], "image/jpeg");
    }
}
