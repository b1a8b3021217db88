#include "native-host/host/modules/wildcard.h"

namespace ekey::host {

bool Wildcard::matches(std::string_view text) const
{
    const std::string_view pattern = pattern_;
    std::size_t at = 0;
    std::size_t wanted = 0;
    // Where to go on when what follows the last asterisk does not fit: that asterisk takes one byte more. Earlier ones
    // never need another try, since the last can take whatever they would have taken.
    std::size_t asterisk = std::string_view::npos;
    std::size_t taken = 0;
    while (at < text.size()) {
        if (wanted < pattern.size() && pattern[wanted] == '*') {
            asterisk = wanted++;
            taken = at;
        } else if (wanted < pattern.size() && pattern[wanted] == text[at]) {
            ++wanted;
            ++at;
        } else if (asterisk != std::string_view::npos) {
            wanted = asterisk + 1;
            at = ++taken;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', wanted) == std::string_view::npos;
}

} // namespace ekey::host
