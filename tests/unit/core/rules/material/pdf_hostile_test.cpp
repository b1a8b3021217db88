// PDFs made to cost much or never to end.
#include "tests/unit/core/rules/material/pdf_builder.h"

#include <zlib.h>

namespace ekey::material {
namespace {

std::string deflated(const std::string& text)
{
    uLongf size = compressBound(text.size());
    std::string out(size, '\0');
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
    return out.substr(0, size);
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
    EXPECT_EQ(described(look(length.endWithStream(5, "/W [1 1 1] /Index [1 1 4 1]", "\x02\x04\0\x01\x09\0"s))),
              damaged);
}

TEST(material_pdf, entriesOfEncryptThatNobodyAsksFor_areNotLookedUp)
{
    const auto protectedBy = [](const std::string& entry) {
        Builder pdf = document(onePage);
        pdf.add(8, ")"); // no object: whoever looks it up finds the file damaged
        return described(look(pdf.end("/Encrypt << /Filter /Other " + entry + " >>")));
    };
    EXPECT_EQ(protectedBy("/V 8 0 R"), damaged);
    std::string entries;
    for (int i = 0; i < 10'000; ++i) {
        entries += "/X" + std::to_string(i) + " 8 0 R ";
    }
    EXPECT_EQ(protectedBy(entries), "application/pdf material.pdf_encryption");
}

TEST(material_pdf, deflateBombs_areRefused)
{
    const auto padded = [](std::size_t zeros) {
        Builder pdf = document(onePage);
        std::string rows = "\0\0\0\0"s;
        for (const char* object : {"1 0 obj", "2 0 obj"}) {
            const std::size_t at = pdf.text.find(object);
            rows += {1, static_cast<char>(at >> 8), static_cast<char>(at), 0};
        }
        const std::string stream = deflated(rows + std::string(zeros, '\0'));
        return described(look(pdf.endWithStream(5, "/W [1 2 1] /Filter /FlateDecode", stream)));
    };
    EXPECT_NE(padded(1 << 20), damaged);
    EXPECT_EQ(padded(80 << 20), damaged);
}

TEST(material_pdf, tablesThatCostTooMuch_areRefused)
{
    std::string runs;
    for (int i = 0; i < 19'000; ++i) {
        runs += "0 0\n";
    }
    std::string file = document("<< /Kids [3 0 R] >>").text;
    std::size_t previous = file.size();
    for (int i = 0; i < 200; ++i) {
        const std::size_t at = file.size();
        file += "xref\n" + runs + "trailer\n<< /Size 9 /Root 1 0 R /Prev " + std::to_string(previous) + " >>\n";
        previous = at;
    }
    EXPECT_EQ(described(look(file + "startxref\n" + std::to_string(previous) + "\n%%EOF\n")), damaged);
}

TEST(material_pdf, deepNestingAndEndlessTokens_areRefused)
{
    for (const std::string& tree :
         {std::string(100'000, '['), "<< /Kids "s + std::string(33, '[') + std::string(33, ']') + ">>",
          std::string(2 << 20, '('), std::string(2 << 20, '9'), "<< "s + std::string(2 << 20, ' ')}) {
        EXPECT_EQ(described(look(withTree(tree))), damaged);
    }
}

TEST(material_pdf, absurdStreamsOfReferences_areRefused)
{
    for (const std::string dictionary :
         {"/W [1 1]", "/W [1 -1 1]", "/W [8 8 8]", "/W [1 1 1] /Index [0 -5]", "/W [0 0 0]",
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
            file += "xref\n0 0\ntrailer\n<< /Size 4 /Root 1 0 R /Prev " + std::to_string(previous) +
                    " >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
            previous = at;
        }
        return file;
    };
    EXPECT_EQ(described(look(revised(255))), "application/pdf 1");
    EXPECT_EQ(described(look(revised(256))), damaged);
}

} // namespace
} // namespace ekey::material
