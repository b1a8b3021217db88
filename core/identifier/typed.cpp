#include "core/identifier/typed.h"

#include "core/text/utf8.h"

#include <cstdio>

namespace ekey::identifier {
namespace {

bool isHyphen(char32_t c)
{
    // Hyphens and dashes of general punctuation, the minus sign, the small hyphen-minus.
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63;
}

} // namespace

std::string compact(std::string_view text)
{
    const std::string normal = text::normalize(text);
    std::string out;
    for (std::size_t at = 0; at < normal.size();) {
        const char32_t c = text::decode(normal, at);
        if (!text::isSpace(c) && !isHyphen(c)) text::append(out, c);
    }
    return upper(std::move(out));
}

std::string upper(std::string text)
{
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

std::string lower(std::string text)
{
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

std::string visible(char32_t codePoint)
{
    const bool variation =
        (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    const bool privateUse = (codePoint >= 0xE000 && codePoint <= 0xF8FF) || codePoint >= 0xF0000;
    std::string out;
    if (text::isControl(codePoint) || text::isInvisible(codePoint) || text::isSpace(codePoint) || variation ||
        privateUse) {
        char name[16];
        std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(codePoint));
        out = name;
    } else {
        text::append(out, codePoint);
    }
    return out;
}

} // namespace ekey::identifier
