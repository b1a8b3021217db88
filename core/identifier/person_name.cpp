#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <iterator>

namespace ekey::identifier {
namespace {

constexpr std::size_t nameMost = 50; // characters
constexpr char32_t middleDot = 0xB7; // 间隔号 in the names of many nationalities: 阿卜杜拉·买买提

struct Range {
    char32_t first;
    char32_t last;
};
// Unified ideographs with all extensions, and the compatibility ideographs: rare characters of names lie beyond U+FFFF.
// Radicals (U+2E80…U+2FDF) only look like characters, and private-use ones show on one machine only.
constexpr Range han[] = {{0x3007, 0x3007}, {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
                         {0xF900, 0xFAD9}, {0x20000, 0x2FA1F}, {0x30000, 0x33479}};
constexpr Range latin[] = {{'A', 'Z'}, {'a', 'z'}, {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x24F}, {0x1E00, 0x1EFF}};
constexpr Range combining[] = {{0x300, 0x34E}, {0x350, 0x36F}};

template <std::size_t n>
bool isIn(const Range (&ranges)[n], char32_t c)
{
    return std::any_of(std::begin(ranges), std::end(ranges), [c](Range r) { return c >= r.first && c <= r.last; });
}

bool isHan(char32_t c) { return isIn(han, c); }
bool isLetter(char32_t c) { return isHan(c) || isIn(latin, c); }
bool isSeparator(char32_t c) { return c == ' ' || c == '-' || c == '\'' || c == '.' || c == middleDot; }

/// What is typed for the middle dot and the apostrophe, made one character each.
char32_t usual(char32_t c)
{
    switch (c) {
    case 0x2022: // bullet
    case 0x2027: // hyphenation point
    case 0x2219: // bullet operator
    case 0x22C5: // dot operator
    case 0x30FB: // katakana middle dot
    case 0xFF65:
        return middleDot;
    case 0x2018:
    case 0x2019:
    case 0x2BC:
        return '\'';
    default:
        return text::isSpace(c) ? U' ' : c;
    }
}

/// Single spaces only, and none beside Chinese characters or middle dots: 张 三 is 张三.
std::u32string spelled(std::string_view text)
{
    const std::string normal = text::normalize(text);
    std::u32string out;
    bool space = false;
    for (std::size_t at = 0; at < normal.size();) {
        const char32_t c = usual(text::decode(normal, at));
        if (c == ' ') {
            space = true;
            continue;
        }
        const bool tight = out.empty() || c == middleDot || out.back() == middleDot || (isHan(c) && isHan(out.back()));
        if (space && !tight) out += U' ';
        // A full stop between Chinese characters is a middle dot typed the short way.
        if (isHan(c) && out.size() > 1 && out.back() == '.' && isHan(out[out.size() - 2])) out.back() = middleDot;
        space = false;
        out += c;
    }
    return out;
}

/// The first character that has no place where it stands: separators stand between letters, a full stop after a Latin
/// one.
std::optional<char32_t> misplaced(const std::u32string& name)
{
    char32_t before = ' '; // combining marks aside
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char32_t c = name[i];
        const bool last = i + 1 == name.size();
        if (isIn(combining, c) && isLetter(before)) continue;
        const bool placed = c == '.' ? isIn(latin, before)
                                     : isLetter(c) || (isSeparator(c) && !last &&
                                                       (isLetter(before) || (before == '.' && (c == ' ' || c == '-'))));
        if (!placed) return c;
        before = c;
    }
    return std::nullopt;
}

/// 张三 is 张*, 阿卜杜拉·买买提 is 阿***, Mary Li is M***.
std::string starredName(const std::u32string& name)
{
    constexpr std::size_t starsMost = 3;
    const bool latinName = !isHan(name.front());
    std::string out;
    if (name.size() > 1) text::append(out, name.front());
    return out + std::string(latinName ? starsMost : std::clamp<std::size_t>(name.size() - 1, 1, starsMost), '*');
}

} // namespace

Checked personName(std::string_view text, const Facts&)
{
    if (!text::isUtf8(text)) return unreadable();
    const std::u32string name = spelled(text);
    Checked checked;
    for (const char32_t c : name) {
        text::append(checked.normalized, c);
    }
    if (name.size() > nameMost) {
        checked.errors.push_back({"name.length", "", Severity::error, {{"limit", nameMost}}});
    } else if (const std::optional<char32_t> c = misplaced(name)) {
        checked.errors.push_back({"name.character", "", Severity::error, {{"character", visible(*c)}}});
    } else if (!name.empty()) {
        checked.masked = starredName(name);
    }
    return checked;
}

} // namespace ekey::identifier
