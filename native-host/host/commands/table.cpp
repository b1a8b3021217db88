#include "native-host/host/commands/table.h"

#include "core/text/utf8.h"
#include "core/text/width.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ekey::host {

std::size_t cells(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        count += text::isWide(text::decode(text, at)) ? 2 : 1;
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
