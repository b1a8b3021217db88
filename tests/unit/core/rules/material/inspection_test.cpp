// The conversation: what is asked for, and that the answer depends on the file alone.
#include "tests/unit/core/rules/material/support.h"

#include <gtest/gtest.h>

#include <random>

namespace ekey::material {
namespace {

/// Through a window, as a page and the portal do it; every range is checked.
Inspected throughWindows(const std::string& file, const Limits& limits, int* rounds = nullptr,
                         std::int64_t* bytes = nullptr)
{
    Inspection inspection("x", static_cast<std::int64_t>(file.size()), limits);
    int count = 0;
    while (const auto range = inspection.wants()) {
        EXPECT_GE(range->offset, 0);
        EXPECT_GE(range->length, 1);
        EXPECT_LE(range->length, Source::rangeBytes);
        EXPECT_LE(range->offset + range->length, static_cast<std::int64_t>(file.size()));
        const std::string part =
            file.substr(static_cast<std::size_t>(range->offset), static_cast<std::size_t>(range->length));
        inspection.give(bytesOf(part));
        if (bytes) *bytes += range->length;
        if (++count > 10'000) {
            ADD_FAILURE() << "never ends";
            break;
        }
    }
    if (rounds) *rounds = count;
    return inspection.result();
}

TEST(material_inspection, everyFixture_hasTheSameVerdictThroughWindowsAndInMemory)
{
    EXPECT_GT(fixtures().size(), 35U);
    for (const std::string& name : fixtures()) {
        const std::string file = fixture(name);
        EXPECT_EQ(toJson(throughWindows(file, anything())), toJson(look(file))) << name;
    }
}

TEST(material_inspection, everyPrefixOfAWholeFile_isRefused)
{
    for (const char* name : {"progressive.jpg", "orientation6.jpg", "palette.png", "interlaced.png", "plain-3.pdf",
                             "object-streams.pdf", "linearized.pdf", "linearized-streams.pdf", "hybrid.pdf",
                             "owner-aes-256.pdf", "user-rc4-40.pdf", "document.ofd"}) {
        const std::string file = fixture(name);
        const bool pdf = std::string_view(name).ends_with(".pdf");
        // A PDF is whole with its last mark: the line's end after it is not missed.
        const std::size_t whole = pdf ? file.rfind("%%EOF") + 5 : file.size();
        for (std::size_t size = 0; size < whole; ++size) {
            const Inspected found = look(std::string_view(file).substr(0, size));
            ASSERT_TRUE(blocks(found.errors)) << name << " cut at " << size;
        }
    }
}

TEST(material_inspection, addedToAndCutOff_isWholeOnlyAtItsEnds)
{
    const std::string file = fixture("incremental.pdf");
    const std::size_t first = file.find("%%EOF") + 5, added = file.find("2 0 obj", first);
    for (std::size_t size = 0; size + 1 < file.size(); ++size) {
        const bool earlier = size >= first && size <= added + 6; // what is left of the addition is no object yet
        EXPECT_EQ(blocks(look(file.substr(0, size)).errors), !earlier) << size;
    }
    EXPECT_EQ(look(file.substr(0, first)).pages, 1);
    EXPECT_EQ(look(file).pages, 2);
}

TEST(material_inspection, flippedBytes_neverCrashAndAgreeThroughWindows)
{
    std::mt19937 random(1);
    for (const std::string& name : fixtures()) {
        const std::string file = fixture(name);
        for (int round = 0; round < 60; ++round) {
            std::string changed = file;
            for (int i = 0; i < 3; ++i) {
                changed[random() % changed.size()] = static_cast<char>(random());
            }
            ASSERT_EQ(toJson(throughWindows(changed, anything())), toJson(look(changed))) << name;
        }
    }
}

TEST(material_inspection, fileThatEndsEarly_isTruncated)
{
    Inspection inspection("a.png", 1000, anything());
    ASSERT_TRUE(inspection.wants());
    inspection.give(bytesOf("\x89PNG"));
    EXPECT_FALSE(inspection.wants());
    EXPECT_EQ(outcome(inspection.result()), "application/octet-stream material.truncated");
    inspection.give(bytesOf("more")); // nothing is wanted, nothing happens
    EXPECT_EQ(outcome(inspection.result()), "application/octet-stream material.truncated");
}

TEST(material_inspection, hugeFiles_costFewRounds)
{
    int rounds = 0;
    std::string jpeg = fixture("progressive.jpg");
    jpeg.insert(jpeg.size() - 2, std::string(20'000'000, '\x11'));
    EXPECT_EQ(outcome(throughWindows(jpeg, anything(), &rounds)), "image/jpeg");
    EXPECT_LE(rounds, 2);

    std::string pdf = fixture("plain-3.pdf");
    pdf.insert(pdf.find("%%EOF"), "%" + std::string(20'000'000, 'x') + "\n");
    EXPECT_EQ(outcome(throughWindows(pdf, anything(), &rounds)),
              "application/pdf material.damaged"); // startxref too far

    EXPECT_EQ(outcome(throughWindows(fixture("progressive.jpg") + std::string(20'000'000, 'z'), anything(), &rounds)),
              "image/jpeg material.trailing_data");
    EXPECT_LE(rounds, 4);
}

TEST(material_inspection, pictureOfManySegmentsAmidItsScans_isReadOnce)
{
    const std::string jpeg = fixture("progressive.jpg");
    const std::size_t scan = jpeg.find("\xFF\xDA");
    ASSERT_NE(scan, jpeg.npos);
    const std::string head = jpeg.substr(0, scan) + std::string("\xFF\xDA\x00\x02", 4);
    for (const std::string& segment : {std::string("\xFF\xC4\x00\x02", 4), std::string("\xFF\xDA\x00\x03z", 5),
                                       std::string("\x11\xFF\xD0\xFF\xC4\x00\x02", 7)}) {
        std::string file = head;
        for (int i = 0; i < 400'000; ++i) {
            file += segment;
        }
        file += "\xFF\xD9" + std::string(1'000'000, 'z'); // no end in the tail: all of it is gone through
        int rounds = 0;
        std::int64_t bytes = 0;
        EXPECT_EQ(outcome(throughWindows(file, anything(), &rounds, &bytes)), "image/jpeg material.trailing_data");
        const auto size = static_cast<std::int64_t>(file.size());
        EXPECT_LE(bytes, size + 4 * Source::rangeBytes);
        EXPECT_LE(rounds, size / Source::blockBytes + 4);
    }
}

TEST(material_inspection, tooLargeFile_isNotReadOn)
{
    Limits limits = anything();
    limits.bytes = 10;
    int rounds = 0;
    EXPECT_EQ(outcome(throughWindows(fixture("plain-100.pdf"), limits, &rounds)), "application/pdf material.too_large");
    EXPECT_EQ(rounds, 1);
}

TEST(material_source, reading_asksForWholeBlocksAndGoesOnInLargerParts)
{
    const std::int64_t block = Source::blockBytes;
    Source source(10 * block + 5);
    EXPECT_EQ(source.read(10 * block + 5, 1), "");
    EXPECT_FALSE(source.read(3, 2));
    EXPECT_EQ(source.wants(), (Range{0, block}));
    EXPECT_TRUE(source.give(std::vector<std::uint8_t>(static_cast<std::size_t>(block), 'a')));
    EXPECT_EQ(source.read(3, 2), "aa");
    EXPECT_FALSE(source.wants());
    EXPECT_FALSE(source.read(block - 1, 2));
    EXPECT_EQ(source.wants(), (Range{block, 4 * block}));
    EXPECT_FALSE(source.read(8 * block, 10 * block));
    EXPECT_EQ(source.wants(), (Range{8 * block, 2 * block + 5}));
    EXPECT_FALSE(source.give({}));
}

/// Reads all of it, and asks for the first block again.
bool holdsItsBeginning(std::int64_t blocks)
{
    Source source(blocks * Source::blockBytes);
    const std::vector<std::uint8_t> bytes(static_cast<std::size_t>(Source::rangeBytes), 'a');
    for (std::int64_t number = 0; number < blocks; ++number) {
        while (!source.read(number * Source::blockBytes, 1)) {
            EXPECT_TRUE(source.give(bytes));
        }
    }
    EXPECT_TRUE(source.read(Source::blockBytes, 1));
    return source.read(0, 1).has_value();
}

TEST(material_source, blockBeyondWhatIsHeld_takesThePlaceOfTheFirst)
{
    EXPECT_TRUE(holdsItsBeginning(Source::blocksHeld));
    EXPECT_FALSE(holdsItsBeginning(Source::blocksHeld + 1));
}

} // namespace
} // namespace ekey::material
