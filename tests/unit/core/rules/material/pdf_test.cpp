// PDF: pages, encryption, and what hostile files do.
#include "tests/unit/core/rules/material/support.h"

#include <gtest/gtest.h>
#include <zlib.h>

namespace ekey::material {
namespace {

using namespace std::string_literals;

std::string described(const Inspected& found)
{
    return outcome(found) + (found.pages ? " " + std::to_string(*found.pages) : "") + (found.encrypted ? " encrypted" : "");
}

/// Builds a PDF object by object and keeps their places.
struct Builder {
    std::string text = "%PDF-1.5\n";
    std::vector<std::pair<int, std::size_t>> places;

    void add(int number, const std::string& body)
    {
        places.emplace_back(number, text.size());
        text += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    }
    void stream(int number, const std::string& dictionary, const std::string& data)
    {
        add(number, "<< " + dictionary + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream");
    }
    std::string xref() const
    {
        std::string table = "xref\n";
        for (const auto& [number, place] : places) {
            std::string offset = std::to_string(place);
            offset.insert(0, 10 - offset.size(), '0');
            table += std::to_string(number) + " 1\n" + offset + " 00000 n \n";
        }
        return table;
    }
    std::string end(const std::string& trailer) const
    {
        return text + xref() + "trailer\n<< /Size 9 /Root 1 0 R " + trailer + " >>\nstartxref\n" +
               std::to_string(text.size()) + "\n%%EOF\n";
    }
    std::string endWithStream(int number, const std::string& dictionary, const std::string& rows)
    {
        const std::size_t at = text.size();
        stream(number, "/Type /XRef /Size 9 /Root 1 0 R " + dictionary, rows);
        return text + "startxref\n" + std::to_string(at) + "\n%%EOF\n";
    }
};

Builder document(const std::string& tree)
{
    Builder pdf;
    pdf.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
    pdf.add(2, tree);
    return pdf;
}

std::string withTree(const std::string& tree) { return document(tree).end(""); }

std::string deflated(const std::string& text)
{
    uLongf size = compressBound(text.size());
    std::string out(size, '\0');
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
    return out.substr(0, size);
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t at = text.find(from);
    EXPECT_NE(at, text.npos) << from;
    return text.replace(at, from.size(), to);
}

const std::string damaged = "application/pdf material.damaged";
const std::string onePage = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";

TEST(material_pdf, fixtures_haveTheirPages)
{
    const std::pair<const char*, const char*> files[] = {
        {"plain-1.pdf", " 1"},           {"plain-3.pdf", " 3"}, {"plain-100.pdf", " 100"}, {"object-streams.pdf", " 3"},
        {"linearized.pdf", " 3"},        {"linearized-streams.pdf", " 3"}, {"incremental.pdf", " 2"}, {"hybrid.pdf", " 1"},
    };
    for (const auto& [name, pages] : files) {
        EXPECT_EQ(described(look(fixture(name))), "application/pdf"s + pages) << name;
    }
}

TEST(material_pdf, ownersPasswordAlone_isAccepted_usersPasswordIsNot)
{
    for (const std::string how : {"rc4-40", "rc4-128", "rc4-128-v4", "aes-128", "aes-128-metadata", "aes-256-r5", "aes-256"}) {
        EXPECT_EQ(described(look(fixture("owner-" + how + ".pdf"))), "application/pdf 3 encrypted") << how;
        EXPECT_EQ(described(look(fixture("user-" + how + ".pdf"))), "application/pdf material.pdf_password") << how;
    }
}

TEST(material_pdf, otherProtection_hasItsOwnError)
{
    const std::string file = fixture("owner-aes-256.pdf");
    EXPECT_EQ(described(look(replaced(file, "/Filter /Standard", "/Filter /Othersxx"))),
              "application/pdf material.pdf_encryption");
    EXPECT_EQ(described(look(replaced(file, "/R 6", "/R 9"))), "application/pdf material.pdf_encryption");
    EXPECT_EQ(described(look(replaced(file, "/AESV3", "/AESV9"))), "application/pdf material.pdf_encryption");
    EXPECT_EQ(described(look(document(onePage).end("/Encrypt 8 0 R"))), "application/pdf material.pdf_encryption");
}

TEST(material_pdf, pagesAtTheLimit_pass_oneMoreIsRefused)
{
    Limits limits = anything();
    limits.pages = 3;
    EXPECT_EQ(outcome(look(fixture("object-streams.pdf"), limits)), "application/pdf");
    limits.pages = 2;
    const Inspected found = look(fixture("object-streams.pdf"), limits);
    ASSERT_EQ(outcome(found), "application/pdf material.pages");
    EXPECT_EQ(found.errors[0].params, json::Value({{"limit", 2}, {"pages", 3}}));
}

TEST(material_pdf, somethingBeforeTheMark_isBorneWhateverOffsetsCountFrom)
{
    EXPECT_EQ(described(look("\xEF\xBB\xBF\n" + fixture("plain-3.pdf"))), "application/pdf 3");
    Builder pdf;
    pdf.text = "scanned\n%PDF-1.5\n";
    pdf.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
    pdf.add(2, onePage);
    EXPECT_EQ(described(look(pdf.end(""))), "application/pdf 1");
}

TEST(material_pdf, whatFollowsTheEnd_isBorneOnlyAsPadding)
{
    const std::string file = fixture("plain-3.pdf");
    for (const std::string& padding : {"\n\n"s, std::string(2000, '\0'), "\x1A"s}) {
        EXPECT_EQ(described(look(file + padding)), "application/pdf 3");
    }
    const Inspected found = look(file + "<script>");
    EXPECT_EQ(outcome(found), "application/pdf material.trailing_data");
    EXPECT_EQ(found.errors[0].params, json::Value({{"bytes", 9}})); // with the line's end
    EXPECT_EQ(outcome(look(file + std::string(70'000, 'z'))), "application/pdf material.truncated");
}

TEST(material_pdf, absurdPageCounts_areDamaged)
{
    EXPECT_EQ(described(look(withTree(onePage))), "application/pdf 1");
    for (const std::string count : {"0", "-1", "1000000000", "9", "99999999999999999999", "1.5", "/One", "7 0 R", "2 0 R"}) {
        EXPECT_EQ(described(look(withTree("<< /Count " + count + " /Kids [3 0 R] >>"))), damaged) << count;
    }
    EXPECT_EQ(described(look(withTree("<< /Count 1 /Kids [] >>"))), damaged);
    EXPECT_EQ(described(look(withTree("<< /Count 1 /Kids [3 0 R 4 0 R] >>"))), damaged);
    EXPECT_EQ(described(look(withTree("<< /Count 8 /Kids [3 0 R] >>"))), "application/pdf 8"); // the most for 9 objects
}

TEST(material_pdf, brokenReferences_areDamaged)
{
    const std::string file = fixture("plain-3.pdf");
    EXPECT_EQ(described(look(replaced(file, "/Root 1 0 R", "/Root 3 0 R"))), damaged);
    EXPECT_EQ(described(look(replaced(file, "1 0 obj", "7 0 obj"))), damaged);
    EXPECT_EQ(described(look(replaced(file, "startxref\n", "startxref\n1"))), "application/pdf material.truncated");
    EXPECT_EQ(described(look(replaced(file, "xref\n0", "xerf\n0"))), damaged);
    EXPECT_EQ(described(look(withTree("2 0 R"))), damaged); // an object that is itself
}

TEST(material_pdf, tablesAsSloppyWritersMakeThem_areRead)
{
    std::string file = fixture("plain-3.pdf");
    const std::size_t table = file.find("xref\n0 ");
    EXPECT_EQ(described(look(replaced(file, "xref\n0 6", "xref\n1 6"))), "application/pdf 3"); // counted from 1
    std::string shorter = file.substr(0, table);
    for (const char c : file.substr(table)) {
        if (c == '\n' && shorter.ends_with(' ')) shorter.pop_back(); // one character ends a line
        shorter += c;
    }
    EXPECT_EQ(described(look(shorter)), "application/pdf 3");
}

TEST(material_pdf, cyclesOfSections_areRefused)
{
    const std::size_t at = document(onePage).text.size();
    EXPECT_EQ(described(look(document("<< /Kids [3 0 R] >>").end("/Prev 10"))), damaged);
    Builder pdf; // an object that no section has: all are looked through, and the second names the first
    pdf.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
    const std::size_t own = pdf.text.size();
    EXPECT_EQ(described(look(pdf.end("/Prev " + std::to_string(own)))), damaged);
    EXPECT_EQ(described(look(pdf.end("/XRefStm " + std::to_string(own)))), damaged);
    EXPECT_GT(at, own);
}

TEST(material_pdf, objectStreamsThatHoldThemselves_areRefused)
{
    Builder pdf;
    const std::string rows = "\x02\x04\0"s + "\x02\x04\0"s + "\x01\x09\0"s + "\x02\x04\0"s; // 1 to 4: 4 stands in 4
    EXPECT_EQ(described(look(pdf.endWithStream(5, "/W [1 1 1] /Index [1 4]", rows))), damaged);

    Builder length; // whose length stands in itself
    length.stream(4, "/Type /ObjStm /N 1 /First 4", "1 0 <<>>");
    length.text = replaced(length.text, "/Length 8", "/Length 1 0 R");
    EXPECT_EQ(described(look(length.endWithStream(5, "/W [1 1 1] /Index [1 1 4 1]", "\x02\x04\0\x01\x09\0"s))), damaged);
}

TEST(material_pdf, deflateBombs_areRefused)
{
    Builder pdf;
    const std::string bomb = deflated(std::string(40 << 20, '\0'));
    EXPECT_EQ(described(look(pdf.endWithStream(5, "/W [1 2 1] /Filter /FlateDecode", bomb))), damaged);
}

TEST(material_pdf, deepNestingAndEndlessTokens_areRefused)
{
    for (const std::string& tree : {std::string(100'000, '['), "<< /Kids "s + std::string(33, '[') + std::string(33, ']') + ">>",
                                    std::string(2 << 20, '('), std::string(2 << 20, '9'), "<< "s + std::string(2 << 20, ' ')}) {
        EXPECT_EQ(described(look(withTree(tree))), damaged);
    }
}

TEST(material_pdf, absurdStreamsOfReferences_areRefused)
{
    for (const std::string dictionary : {"/W [1 1]", "/W [1 -1 1]", "/W [8 8 8]", "/W [1 1 1] /Index [0 -5]", "/W [0 0 0]",
                                         "/W [1 1 1] /Index [0 99999999]", "/W [1 1 1] /Index [1]", "/W [1 1 1] /Filter /LZWDecode",
                                         "/W [1 1 1] /DecodeParms << /Predictor 12 /Columns 0 >> /Filter /FlateDecode"}) {
        EXPECT_EQ(described(look(Builder().endWithStream(5, dictionary, "\x01\x09\0"s))), damaged) << dictionary;
    }
}

TEST(material_pdf, manyRevisions_areFollowedToTheirLimit)
{
    const auto revised = [](int times) {
        std::string file = fixture("plain-1.pdf");
        std::size_t previous = file.find("xref\n0");
        for (int i = 0; i < times; ++i) {
            const std::size_t at = file.size();
            file += "xref\n0 0\ntrailer\n<< /Size 4 /Root 1 0 R /Prev " + std::to_string(previous) + " >>\nstartxref\n" +
                    std::to_string(at) + "\n%%EOF\n";
            previous = at;
        }
        return file;
    };
    EXPECT_EQ(described(look(revised(255))), "application/pdf 1");
    EXPECT_EQ(described(look(revised(256))), damaged);
}

} // namespace
} // namespace ekey::material
