#include "core/text/utf8.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ekey::text {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr char32_t ellipsis = 0x2026;

struct Range {
    char32_t first;
    char32_t last;
};

constexpr Range spaces[] = {{0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
                            {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};

constexpr Range invisibles[] = {{0xAD, 0xAD},     {0x34F, 0x34F},    {0x61C, 0x61C},   {0x180E, 0x180E},
                                {0x200B, 0x200F}, {0x202A, 0x202E},  {0x2060, 0x206F}, {0xFEFF, 0xFEFF},
                                {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};

/// Letters that are drawn as nothing: fillers, an empty Braille pattern, selectors of variants.
constexpr Range blanks[] = {{0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2800, 0x2800},
                            {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFFA0, 0xFFA0}, {0xE0100, 0xE01EF}};

template <std::size_t n>
bool isIn(const Range (&ranges)[n], char32_t codePoint)
{
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [codePoint](Range r) { return codePoint >= r.first && codePoint <= r.last; });
}

/// Length of the sequence that a lead byte begins; 0 for a byte that begins none (RFC 3629 §4).
std::size_t sequence(unsigned char lead)
{
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

/// Code point and length of the sequence at the start; length 0 when there is no valid one.
std::pair<char32_t, std::size_t> first(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t size = sequence(lead);
    if (size == 0 || size > text.size()) return {replacement, 0};
    if (size == 1) return {lead, 1};
    char32_t codePoint = lead & (0x7Fu >> size);
    for (std::size_t i = 1; i < size; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xC0) != 0x80) return {replacement, 0};
        codePoint = (codePoint << 6) | (byte & 0x3Fu);
    }
    const bool overlong = (size == 3 && codePoint < 0x800) || (size == 4 && codePoint < 0x10000);
    const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    if (overlong || surrogate || codePoint > 0x10FFFF) return {replacement, 0};
    return {codePoint, size};
}

std::string trim(const std::string& text)
{
    std::size_t begin = text.size(), end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (!isSpace(decode(text, at))) {
            begin = std::min(begin, start);
            end = at;
        }
    }
    return begin < end ? text.substr(begin, end - begin) : std::string();
}

} // namespace

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t size = first(text).second;
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

std::size_t length(std::string_view text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

char32_t decode(std::string_view text, std::size_t& at)
{
    const auto [codePoint, size] = first(text.substr(at));
    at += std::max<std::size_t>(size, 1);
    return codePoint;
}

void append(std::string& text, char32_t codePoint)
{
    const auto byte = [&text](char32_t bits) { text += static_cast<char>(bits); };
    if (codePoint < 0x80) {
        byte(codePoint);
    } else if (codePoint < 0x800) {
        byte(0xC0 | (codePoint >> 6));
        byte(0x80 | (codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
        byte(0xE0 | (codePoint >> 12));
        byte(0x80 | ((codePoint >> 6) & 0x3F));
        byte(0x80 | (codePoint & 0x3F));
    } else {
        byte(0xF0 | (codePoint >> 18));
        byte(0x80 | ((codePoint >> 12) & 0x3F));
        byte(0x80 | ((codePoint >> 6) & 0x3F));
        byte(0x80 | (codePoint & 0x3F));
    }
}

bool isSpace(char32_t codePoint) { return isIn(spaces, codePoint); }
bool isControl(char32_t codePoint) { return codePoint < 0x20 || (codePoint >= 0x7F && codePoint <= 0x9F); }
bool isInvisible(char32_t codePoint) { return isIn(invisibles, codePoint); }

std::string normalize(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = decode(text, at);
        if (isInvisible(c)) continue;
        if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFF01 - 0x21;
        append(out, c == 0x3000 ? U' ' : c);
    }
    return trim(out);
}

std::string singleLine(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = decode(text, at);
        const bool space = isSpace(c);
        if (isInvisible(c) || (isControl(c) && !space)) continue;
        append(out, space && c != 0x3000 ? U' ' : c);
    }
    return trim(out);
}

std::string quoted(std::string_view text, std::size_t limit)
{
    std::string out;
    std::size_t count = 0, beforeLast = 0;
    bool gap = false; // white space that something visible has to follow
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = decode(text, at);
        if (isSpace(c) || isIn(blanks, c)) {
            gap = gap || !out.empty();
            continue;
        }
        if (isControl(c) || isInvisible(c)) continue;
        if (count + (gap ? 1 : 0) >= limit) {
            out.resize(count < limit ? out.size() : beforeLast);
            if (limit > 0) append(out, ellipsis);
            break;
        }
        if (std::exchange(gap, false)) {
            out += ' ';
            ++count;
        }
        beforeLast = out.size();
        append(out, c);
        ++count;
    }
    return out;
}

} // namespace ekey::text
