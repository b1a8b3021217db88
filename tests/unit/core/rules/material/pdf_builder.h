// PDFs made object by object.
#pragma once

#include "tests/unit/core/rules/material/support.h"

#include <gtest/gtest.h>

namespace ekey::material {

using namespace std::string_literals;

inline std::string described(const Inspected& found)
{
    return outcome(found) + (found.pages ? " " + std::to_string(*found.pages) : "") +
           (found.encrypted ? " encrypted" : "");
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
        add(number,
            "<< " + dictionary + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data + "\nendstream");
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

inline Builder document(const std::string& tree)
{
    Builder pdf;
    pdf.add(1, "<< /Type /Catalog /Pages 2 0 R >>");
    pdf.add(2, tree);
    return pdf;
}

inline std::string withTree(const std::string& tree) { return document(tree).end(""); }

inline std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t at = text.find(from);
    EXPECT_NE(at, text.npos) << from;
    return text.replace(at, from.size(), to);
}

inline const std::string damaged = "application/pdf material.damaged";
inline const std::string onePage = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";

} // namespace ekey::material
