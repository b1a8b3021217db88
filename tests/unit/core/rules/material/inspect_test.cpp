// What a file is, and the limits that hold whatever it is.
#include "tests/unit/core/rules/material/support.h"

#include <gtest/gtest.h>

namespace ekey::material {
namespace {

using namespace std::string_literals;

const std::string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const std::string sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const std::string slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

Limits usual() { return {{"image/jpeg", "image/png", "application/pdf"}, 1'000'000}; }

/// An old Office file with this stream in its directory, which begins with the second sector.
std::string compound(const std::string& stream)
{
    std::string file = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(1528, '\0');
    file[30] = 9;
    file[48] = 1;
    for (std::size_t i = 0; i < stream.size(); ++i) {
        file[1024 + 2 * i] = stream[i];
    }
    return file;
}

TEST(material_inspect, everyKindOfFile_isKnownByItsContent)
{
    const std::pair<std::string, std::string> files[] = {
        {fixture("progressive.jpg"), "image/jpeg"},
        {fixture("palette.png"), "image/png"},
        {fixture("plain-1.pdf"), "application/pdf"},
        {fixture("document.ofd"), "application/ofd"},
        {fixture("page.tif"), "image/tiff"},
        {"MM\0*\0\0\0\x08"s, "image/tiff"},
        {fixture("picture.heic"), "image/heic"},
        {"\0\0\0\x18"s + "ftypmif1\0\0\0\0mif1heic"s, "image/heic"},
        {"\0\0\0\x1C"s + "ftypmif1\0\0\0\0mif1avif"s, "image/avif"},
        {"\0\0\0\x1C"s + "ftypavif\0\0\0\0avifmif1"s, "image/avif"},
        {"\0\0\0\x1C"s + "ftypisom\0\0\0\0isomavc1"s, "application/octet-stream"},
        {fixture("picture.bmp"), "image/bmp"},
        {fixture("picture.gif"), "image/gif"},
        {fixture("lossy.webp"), "image/webp"},
        {fixture("plain.zip"), "application/zip"},
        {"PK\x05\x06"s + std::string(18, '\0'), "application/zip"},
        {fixture("document.docx"), word},
        {fixture("sheet.xlsx"), sheet},
        {fixture("slides.pptx"), slides},
        {compound("WordDocument"), "application/msword"},
        {compound("Workbook"), "application/vnd.ms-excel"},
        {compound("PowerPoint Document"), "application/vnd.ms-powerpoint"},
        {compound("anything"), "application/x-ole-storage"},
        {"Rar!\x1A\x07\x01\0"s, "application/vnd.rar"},
        {"7z\xBC\xAF\x27\x1C\0\x04"s, "application/x-7z-compressed"},
        {"<html>", "application/octet-stream"},
        {"MZ\x90", "application/octet-stream"},
    };
    for (const auto& [content, type] : files) {
        EXPECT_EQ(look(content).type, type);
    }
}

TEST(material_inspect, refusedType_saysWhatIsFoundAndWhatIsAccepted)
{
    const std::pair<const char*, const char*> files[] = {{"picture.gif", "material.type"},
                                                         {"document.ofd", "material.type"},
                                                         {"page.tif", "material.tiff"},
                                                         {"picture.heic", "material.heic"}};
    for (const auto& [name, code] : files) {
        const Inspected found = look(fixture(name), usual(), "a.jpg");
        EXPECT_EQ(outcome(found), found.type + " " + code);
        EXPECT_EQ(found.errors[0].params, json::Value({{"found", found.type}, {"accepted", usual().types}}));
        EXPECT_FALSE(found.picture); // nothing more is looked at
    }
    EXPECT_EQ(outcome(look(fixture("plain-1.pdf"), {{"image/png"}, 1000})), "application/pdf material.type");
}

TEST(material_inspect, emptyFile_isOnlyThat)
{
    EXPECT_EQ(outcome(look("", usual(), "a.pdf")), "application/octet-stream material.empty");
}

TEST(material_inspect, sizeAtTheLimit_passes_oneMoreIsRefused)
{
    const std::string file = fixture("palette.png");
    Limits exact = usual();
    exact.bytes = static_cast<std::int64_t>(file.size());
    EXPECT_EQ(outcome(look(file, exact)), "image/png");

    const Inspected found = look(file + "\n", exact);
    EXPECT_EQ(outcome(found), "image/png material.too_large");
    EXPECT_EQ(found.errors[0].params, json::Value({{"limit", exact.bytes}, {"bytes", exact.bytes + 1}}));
}

TEST(material_inspect, limitUnder200Kilobytes_is199999Bytes)
{
    Limits incumbent = usual();
    incumbent.bytes = 199'999;
    const std::string file = fixture("palette.png");
    const auto padded = [&file](std::size_t size) { return file + std::string(size - file.size(), '\0'); };
    EXPECT_EQ(outcome(look(padded(199'999), incumbent)), "image/png material.trailing_data");
    EXPECT_EQ(outcome(look(padded(200'000), incumbent)), "image/png material.too_large");
}

TEST(material_inspect, nameOfAnotherType_isAWarning)
{
    const std::string file = fixture("grey.jpg");
    for (const char* name : {"a.png", "a.exe", "a.JPEG.pdf", "a.ofd"}) {
        const Inspected found = look(file, usual(), name);
        ASSERT_EQ(outcome(found), "image/jpeg material.extension") << name;
        EXPECT_EQ(found.errors[0].severity, Severity::warning);
        EXPECT_EQ(found.errors[0].params, json::Value({{"found", "image/jpeg"}}));
    }
    for (const char* name : {"a.jpg", "a.JFIF", "a.pdf.jpeg", "a.", "a", "无扩展名"}) {
        EXPECT_EQ(outcome(look(file, usual(), name)), "image/jpeg") << name;
    }
}

TEST(material_inspect, pdfMark_standsInTheFirst1024Bytes)
{
    EXPECT_EQ(outcome(look(std::string(1019, ' ') + fixture("plain-1.pdf"))), "application/pdf");
    EXPECT_EQ(look(std::string(1020, ' ') + fixture("plain-1.pdf")).type, "application/octet-stream");
}

TEST(material_inspect, archiveWithoutItsDirectory_isTruncated)
{
    const std::string file = fixture("document.ofd");
    EXPECT_EQ(outcome(look(file)), "application/ofd");
    EXPECT_EQ(outcome(look(file.substr(0, file.size() - 1))), "application/zip material.truncated");
}

TEST(material_inspect, verdictAsJson_hasOnlyWhatIsKnown)
{
    EXPECT_EQ(
        toJson(look(fixture("palette.png"))),
        json::Value({{"type", "image/png"},
                     {"errors", json::Value::array()},
                     {"picture", {{"width", 120}, {"height", 80}, {"dpiX", 300}, {"dpiY", 300}, {"orientation", 1}}}}));
    EXPECT_EQ(toJson(look(fixture("owner-aes-256.pdf"))),
              json::Value(
                  {{"type", "application/pdf"}, {"errors", json::Value::array()}, {"pages", 3}, {"encrypted", true}}));
}

} // namespace
} // namespace ekey::material
