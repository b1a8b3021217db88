#include "native-host/host/commands/table.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ekey::host {
namespace {

/// The blocks that matter for Chinese, Japanese and Korean text.
constexpr std::array<std::pair<char32_t, char32_t>, 9> wide{{{0x1100, 0x115F},
                                                             {0x2E80, 0x303E},
                                                             {0x3041, 0xA4CF},
                                                             {0xAC00, 0xD7A3},
                                                             {0xF900, 0xFAFF},
                                                             {0xFE30, 0xFE4F},
                                                             {0xFF00, 0xFF60},
                                                             {0xFFE0, 0xFFE6},
                                                             {0x20000, 0x3FFFD}}};

bool isWide(char32_t character)
{
    return std::any_of(wide.begin(), wide.end(),
                       [&](const auto& block) { return character >= block.first && character <= block.second; });
}

} // namespace

std::size_t cells(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        count += isWide(text::decode(text, at)) ? 2 : 1;
    }
    return count;
}

std::string table(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t column = 0; column + 1 < row.size(); ++column) {
            widths[column] = std::max(widths[column], cells(row[column]));
        }
    }
    std::string out;
    for (const auto& row : rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            out += row[column];
            if (column + 1 < row.size()) out.append(widths[column] - cells(row[column]) + 2, ' ');
        }
        out += '\n';
    }
    return out;
}

} // namespace ekey::host
