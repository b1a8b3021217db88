// Columns for a terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ekey::host {

/// How many cells of a terminal a text takes: two for the characters that Unicode calls wide (UAX #11).
std::size_t cells(std::string_view text);

/// One line a row; every column but the last as wide as its widest text, two spaces between columns. A row may be
/// shorter than others. Texts hold no control characters: whoever fills them in has quoted them.
std::string table(const std::vector<std::vector<std::string>>& rows);

} // namespace ekey::host
