// PDF: pages, encryption, what is borne and what is not.
#include "tests/unit/core/rules/material/pdf_builder.h"

namespace ekey::material {
namespace {

TEST(material_pdf, fixtures_haveTheirPages)
{
    const std::pair<const char*, const char*> files[] = {
        {"plain-1.pdf", " 1"},        {"plain-3.pdf", " 3"},    {"plain-100.pdf", " 100"},
        {"object-streams.pdf", " 3"}, {"linearized.pdf", " 3"}, {"linearized-streams.pdf", " 3"},
        {"incremental.pdf", " 2"},    {"hybrid.pdf", " 1"},
    };
    for (const auto& [name, pages] : files) {
        EXPECT_EQ(described(look(fixture(name))), "application/pdf"s + pages) << name;
    }
}

TEST(material_pdf, ownersPasswordAlone_isAccepted_usersPasswordIsNot)
{
    for (const std::string how :
         {"rc4-40", "rc4-128", "rc4-128-v4", "aes-128", "aes-128-metadata", "aes-256-r5", "aes-256"}) {
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
    for (const std::string count :
         {"0", "-1", "1000000000", "9", "99999999999999999999", "1.5", "/One", "7 0 R", "2 0 R"}) {
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

TEST(material_pdf, streamWhoseLineEndFallsBetweenTwoReadings_isReadWhole)
{
    for (std::size_t padding = 3900; padding < 4100; ++padding) {
        Builder pdf = document(onePage);
        std::string rows;
        for (const char* object : {"1 0 obj", "2 0 obj"}) {
            const std::size_t at = pdf.text.find(object);
            rows += {1, static_cast<char>(at >> 8), static_cast<char>(at), 0};
        }
        const std::string comment = "%" + std::string(padding, '.') + "\n";
        const std::string file = pdf.endWithStream(5, "/W [1 2 1] /Index [1 2] " + comment, rows);
        EXPECT_EQ(described(look(replaced(file, "stream\n", "stream\r\n"))), "application/pdf 1") << padding;
    }
}

/// The first stretch that begins behind `begin` and goes on to `end`.
std::string between(const std::string& text, const std::string& begin, const std::string& end)
{
    const std::size_t at = text.find(begin) + begin.size();
    return text.substr(at, text.find(end, at) - at);
}

TEST(material_pdf, cryptFilterThatIsAnObjectOfItsOwn_isFound)
{
    const std::string file = fixture("owner-aes-128.pdf");
    const std::string number = between(file, "/Encrypt ", " 0 R");
    const std::string encrypt = between(file, "\n" + number + " 0 obj\n", "\nendobj");
    const std::string filter = "<< " + between(encrypt, "/StdCF << ", ">>") + ">>";
    std::string text = file;
    std::string table = "xref\n";
    const auto add = [&](const std::string& object, const std::string& body) {
        std::string offset = std::to_string(text.size());
        offset.insert(0, 10 - offset.size(), '0');
        table += object + " 1\n" + offset + " 00000 n \n";
        text += object + " 0 obj\n" + body + "\nendobj\n";
    };
    add(number, replaced(encrypt, filter, "99 0 R"));
    add("99", filter);
    const std::string at = std::to_string(text.size());
    text += table + "trailer\n<< /Root 1 0 R /Size 100 /ID " + between(file, "/ID ", " /Encrypt") + " /Encrypt " +
            number + " 0 R /Prev " + between(file, "\nstartxref\n", "\n") + " >>\nstartxref\n" + at + "\n%%EOF\n";
    EXPECT_EQ(described(look(text)), "application/pdf 3 encrypted");
}

} // namespace
} // namespace ekey::material
