#include "core/identifier/typed.h"

#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::identifier {
namespace {

constexpr char32_t replacement = 0xFFFD; // three bytes of its own; fewer where it stands for a byte that is none

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

} // namespace

Checked unreadable()
{
    Checked checked;
    checked.errors.push_back({"text.encoding"});
    return checked;
}

Checked compact(std::string_view text)
{
    Checked checked;
    checked.normalized.resize(text.size()); // nothing becomes longer
    char* const begin = checked.normalized.data();
    char* out = begin;
    const char* const from =
        text.data(); // by pointers: built for size, WebAssembly calls a function for every [] and +=
    for (std::size_t at = 0, end = text.size(); at < end;) {
        const char byte = from[at];
        if (byte > ' ' && byte <= '~') { // nearly all that is ever typed
            if (byte != '-') *out++ = capital(byte);
            ++at;
            continue;
        }
        const std::size_t start = at;
        const char32_t c = text::decode(text, at);
        if (c == replacement && at - start == 1) return unreadable();
        if (text::isInvisible(c) || text::isSpace(c) || isHyphen(c)) continue;
        if (c >= 0xFF01 && c <= 0xFF5E) { // full-width
            if (c != 0xFF0D) *out++ = capital(static_cast<char>(c - 0xFF01 + '!'));
        } else {
            out = std::copy(from + start, from + at, out);
        }
    }
    checked.normalized.resize(static_cast<std::size_t>(out - begin));
    return checked;
}

std::string upper(std::string text)
{
    for (char& c : text) {
        c = capital(c);
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
        out = "U+"; // as the Unicode Standard writes code points: four digits at least
        for (int shift = codePoint > 0xFFFFF ? 20 : codePoint > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4) {
            out += "0123456789ABCDEF"[(codePoint >> shift) & 0xF];
        }
    } else {
        text::append(out, codePoint);
    }
    return out;
}

bool isHyphen(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63; }

bool isDigit(char32_t c) { return c >= '0' && c <= '9'; }
bool isCapital(char32_t c) { return c >= 'A' && c <= 'Z'; }
bool areDigits(std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; }

Errors lengthErrors(const char* code, std::string_view text, std::size_t expected)
{
    const std::size_t found = text::length(text);
    return found == expected ? Errors{} : Errors{{code, "", Severity::error, {{"found", found}}}};
}

Errors letterErrors(const char* code, std::string_view text, Allowed allowed)
{
    Errors errors;
    std::size_t position = 1;
    for (std::size_t at = 0; at < text.size(); ++position) {
        const char32_t letter = text::decode(text, at);
        if (allowed(letter, position)) continue;
        errors.push_back({code, "", Severity::error, {{"position", position}, {"letter", visible(letter)}}});
    }
    return errors;
}

std::string asDigits(std::string text)
{
    constexpr std::string_view read = "ILOZSB", meant = "110258";
    for (char& c : text) {
        const std::size_t at = read.find(c);
        if (at != read.npos) c = meant[at];
    }
    return text;
}

std::string starred(std::string_view text, std::size_t front, std::size_t back)
{
    std::string out(text);
    const bool hides = text.size() > front + back;
    const std::size_t first = hides ? front : 0;
    const std::size_t last = hides ? text.size() - back : text.size();
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(first), out.begin() + static_cast<std::ptrdiff_t>(last), '*');
    return out;
}

} // namespace ekey::identifier
