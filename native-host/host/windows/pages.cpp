#include "native-host/host/windows/pages.h"

#include "native-host/platform/prompt.h"

#include <utility>

namespace ekey::host {
namespace {

std::string withoutLastNewline(std::string text)
{
    if (text.ends_with('\n')) {
        text.pop_back();
    }
    return text;
}

} // namespace

std::vector<std::string> paged(const std::vector<std::string>& lines, std::size_t most, const Heading& heading)
{
    // One page needs no number; several are measured with the longest ones.
    std::string whole = heading(1, 1);
    for (const std::string& line : lines) {
        whole += line + "\n";
    }
    if (lines.size() <= most && platform::Prompt::fits(whole)) {
        return {withoutLastNewline(std::move(whole))};
    }
    const std::string longest = heading(lines.size(), lines.size());
    std::vector<std::string> bodies;
    std::size_t onPage = 0;
    for (const std::string& line : lines) {
        const bool fits =
            !bodies.empty() && onPage < most && platform::Prompt::fits(longest + bodies.back() + line + "\n");
        if (!fits) {
            bodies.emplace_back();
            onPage = 0;
        }
        bodies.back() += line + "\n";
        ++onPage;
    }
    std::vector<std::string> pages;
    for (const std::string& body : bodies) {
        pages.push_back(withoutLastNewline(heading(pages.size() + 1, bodies.size()) + body));
    }
    return pages;
}

} // namespace ekey::host
