#include "core/json/location.h"

#include "core/json/members.h"
#include "core/json/reader.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::json {
namespace {

/// Walks a text that is known to be JSON.
class Walker {
public:
    explicit Walker(std::string_view json) : text(json) {}

    /// Where the value at `pointer` begins.
    std::size_t find(std::string_view pointer)
    {
        skipSpace();
        std::size_t found = at;
        while (!pointer.empty()) {
            const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
            if (!enter(pointer.substr(0, end))) break;
            found = at;
            pointer.remove_prefix(end);
        }
        return found;
    }

private:
    /// Moves to the member or element that `token`, with its slash, names.
    bool enter(std::string_view token)
    {
        const char open = text[at];
        if (open != '{' && open != '[') return false;
        ++at;
        skipSpace();
        for (std::size_t index = 0; text[at] != '}' && text[at] != ']'; ++index) {
            std::string name = "/" + std::to_string(index);
            if (open == '{') {
                const std::size_t start = at;
                skipValue();
                const Result<Value> key = read(text.substr(start, at - start));
                name = key && key->is_string() ? pointerTo("", key->get_ref<const std::string&>()) : "";
                skipSpace();
                ++at; // the colon
                skipSpace();
            }
            if (name == token) return true;
            skipValue();
            skipSpace();
            if (text[at] == ',') ++at;
            skipSpace();
        }
        return false;
    }

    void skipSpace()
    {
        while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r')) {
            ++at;
        }
    }

    void skipString()
    {
        for (++at; text[at] != '"'; ++at) {
            if (text[at] == '\\') ++at;
        }
        ++at;
    }

    void skipValue()
    {
        std::size_t depth = 0;
        do {
            const char c = text[at];
            if (c == '"') {
                skipString();
            } else if (c == '{' || c == '[') {
                ++depth;
                ++at;
            } else if (c == '}' || c == ']') {
                --depth;
                ++at;
            } else if (depth > 0) {
                ++at; // commas, colons, white space and scalars inside
            } else {
                at = std::min(text.find_first_of(",]} \t\r\n", at), text.size());
            }
        } while (depth > 0);
    }

    std::string_view text;
    std::size_t at = 0;
};

} // namespace

Location locate(std::string_view text, std::string_view pointer)
{
    const std::string_view before = text.substr(0, Walker(text).find(pointer));
    const std::size_t start = before.rfind('\n') + 1; // npos + 1 is 0
    return {1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')),
            1 + text::length(before.substr(start))};
}

} // namespace ekey::json
