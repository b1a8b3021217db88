#include "core/identifier/domain.h"
#include "core/identifier/punycode.h"
#include "core/identifier/typed.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::identifier {
namespace {

constexpr std::size_t labelMost = 63, domainMost = 253; // bytes
constexpr std::string_view prefix = "xn--";

bool isPlain(char32_t c) { return isDigit(c) || (c >= 'a' && c <= 'z') || c == '-'; }

/// Roughly the letters that a registry could admit: no punctuation, symbols, accents apart, private or presentation
/// forms.
bool isForeignLetter(char32_t c)
{
    const bool symbols = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F && c != 0x3005 && c != 0x3007);
    const bool accents = c >= 0x300 && c <= 0x36F;
    const bool forms = (c >= 0xFE00 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFFFF);
    const bool signs = c == 0xD7 || c == 0xF7;
    return c >= 0xC0 && !symbols && !accents && !forms && !signs && !(c >= 0xE000 && c <= 0xF8FF) && c < 0xE0000;
}

/// Hebrew, Arabic and their neighbours.
bool isRightToLeft(char32_t c) { return c >= 0x590 && c <= 0x8FF; }

/// Capitals of Latin-1, Greek and Cyrillic made small, as every browser does before it looks a name up.
char32_t small(char32_t c)
{
    if (c >= 'A' && c <= 'Z') return c + 0x20;
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F))
        return c + 0x20;
    return c >= 0x400 && c <= 0x40F ? c + 0x50 : c;
}

bool isLabel(std::u32string_view label)
{
    if (label.empty() || label.front() == '-' || label.back() == '-') return false;
    const bool right = std::any_of(label.begin(), label.end(), isRightToLeft);
    return std::all_of(label.begin(), label.end(), [right](char32_t c) {
        const bool direction = !right || isRightToLeft(c) || isDigit(c) || c == '-';
        return direction && (isPlain(c) || isForeignLetter(c));
    });
}

/// The label in ASCII; nullopt for what is none.
std::optional<std::string> inAscii(std::u32string_view label)
{
    if (!isLabel(label)) return std::nullopt;
    const bool reserved = label.size() >= 4 && label.substr(2, 2) == U"--";
    if (!std::all_of(label.begin(), label.end(), isPlain)) {
        const auto code = reserved ? std::nullopt : toPunycode(label);
        return code ? std::optional(std::string(prefix) + *code) : std::nullopt;
    }
    std::string plain(label.begin(), label.end());
    if (!reserved) return plain;
    if (!plain.starts_with(prefix)) return std::nullopt;
    const auto meant = fromPunycode(std::string_view(plain).substr(prefix.size()));
    const bool foreign = meant && !std::all_of(meant->begin(), meant->end(), isPlain);
    return foreign && inAscii(*meant) == plain ? std::optional(plain) : std::nullopt;
}

} // namespace

std::optional<Domain> readDomain(std::string_view text)
{
    Domain domain;
    std::u32string label;
    std::string ascii;
    int labels = 0;
    for (std::size_t at = 0;;) {
        const bool end = at >= text.size();
        const char32_t c = end ? U'.' : small(text::decode(text, at));
        if (c != '.') {
            label += c;
            if (label.size() > labelMost) return std::nullopt;
            continue;
        }
        const auto read = inAscii(label);
        if (!read || read->size() > labelMost) return std::nullopt;
        ascii = *read;
        domain.ascii += (labels > 0 ? "." : "") + ascii;
        if (domain.ascii.size() > domainMost) return std::nullopt;
        if (labels > 0) domain.shown += '.';
        for (const char32_t letter : label) {
            text::append(domain.shown, letter);
        }
        label.clear();
        ++labels;
        if (end) break;
    }
    // No top-level domain is all digits; this also keeps addresses out.
    if (labels < 2 || areDigits(ascii)) return std::nullopt;
    return domain;
}

} // namespace ekey::identifier
