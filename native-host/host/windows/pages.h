// Text that is too long for one window, over several of them: nothing that is consented to is ever cut.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace ekey::host {

/// What stands above the lines of a page: lines, each with its newline.
using Heading = std::function<std::string(std::size_t page, std::size_t pages)>;

/// Descriptions of windows (platform::Prompt::fits()), each with at most `most` of the lines. At least one, also where
/// there are no lines. A line that fits with no heading stands alone, and its window will say so ("size").
std::vector<std::string> paged(const std::vector<std::string>& lines, std::size_t most, const Heading& heading);

} // namespace ekey::host
