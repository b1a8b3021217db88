#include "native-host/platform/linux/assuan.h"

#include "core/text/width.h"

#include <array>
#include <charconv>

namespace ekey::platform::assuan {
namespace {

constexpr std::string_view ellipsis = "…";

/// Bytes of the UTF-8 character that begins with `first`. The texts are ours and valid.
std::size_t characterBytes(unsigned char first) { return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4; }

char32_t decode(std::string_view character)
{
    static constexpr std::array<unsigned char, 5> masks{0, 0x7f, 0x1f, 0x0f, 0x07};
    char32_t point = static_cast<unsigned char>(character[0]) & masks[character.size()];
    for (const char byte : character.substr(1)) {
        point = point << 6 | (static_cast<unsigned char>(byte) & 0x3f);
    }
    return point;
}

std::string_view nextCharacter(std::string_view text)
{
    return text.substr(0, characterBytes(static_cast<unsigned char>(text.front())));
}

/// As much of the text as is at most `bytes` long when escaped, an ellipsis included.
std::string cut(std::string_view text, std::size_t bytes)
{
    std::string out;
    while (!text.empty()) {
        const std::string_view character = nextCharacter(text);
        const std::string escaped = escape(character);
        if (out.size() + escaped.size() + ellipsis.size() > bytes) {
            break;
        }
        out += escaped;
        text.remove_prefix(character.size());
    }
    return out.append(ellipsis);
}

std::optional<unsigned> number(std::string_view text, int base)
{
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Before what was broken: only a line of ours begins at the edge.
constexpr std::string_view indent = "    ";

} // namespace

std::string escape(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '%':
            out += "%25";
            break;
        case '\r':
            out += "%0D";
            break;
        case '\n':
            out += "%0A";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::optional<std::size_t> unescape(std::span<char> text)
{
    std::size_t out = 0;
    for (std::size_t in = 0; in < text.size(); ++in) {
        if (text[in] != '%') {
            text[out++] = text[in];
            continue;
        }
        if (text.size() - in < 3) {
            return std::nullopt;
        }
        const auto byte = number({&text[in + 1], 2}, 16);
        if (!byte) {
            return std::nullopt;
        }
        text[out++] = static_cast<char>(*byte);
        in += 2;
    }
    return out;
}

std::string line(std::string_view command, std::string_view argument)
{
    const std::size_t room = lineBytes - command.size() - 1;
    std::string escaped = escape(argument);
    if (escaped.size() > room) {
        const std::size_t newline = std::string_view("%0A").size();
        std::size_t end = argument.rfind('\n');
        while (end != std::string_view::npos && end > 0 &&
               escape(argument.substr(0, end)).size() + newline + ellipsis.size() > room) {
            end = argument.rfind('\n', end - 1);
        }
        escaped = end == std::string_view::npos || end == 0
                      ? cut(argument, room)
                      : escape(argument.substr(0, end)).append("%0A").append(ellipsis);
    }
    return std::string(command).append(" ").append(escaped);
}

std::string wrap(std::string_view text)
{
    std::string out;
    std::size_t used = 0;                  // columns of the line so far
    std::size_t space = std::string::npos; // where the line may be broken
    std::size_t sinceSpace = 0;            // columns behind it
    while (!text.empty()) {
        const std::string_view character = nextCharacter(text);
        text.remove_prefix(character.size());
        if (character == "\n") {
            out += character;
            used = sinceSpace = 0;
            space = std::string::npos;
            continue;
        }
        const std::size_t width = text::isWide(decode(character)) ? 2 : 1;
        if (used + width > columns) {
            const bool atSpace = space != std::string::npos && character != " ";
            out.replace(atSpace ? space : out.size(), atSpace ? 1 : 0, std::string("\n").append(indent));
            used = indent.size() + (atSpace ? sinceSpace : 0);
            space = std::string::npos;
            sinceSpace = 0;
        }
        used += width;
        sinceSpace += width;
        if (character == " ") {
            space = out.size();
            sinceSpace = 0;
        }
        out += character;
    }
    return out;
}

Reply parse(std::string_view line)
{
    const std::size_t space = line.find(' ');
    const std::string_view word = line.substr(0, space);
    const std::string_view rest = space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
    if (word == "OK") {
        return {Response::ok, rest, 0};
    }
    if (word == "D") {
        return {Response::data, rest, 0};
    }
    if (word == "ERR") {
        // The upper half of the number tells which library found the error.
        const auto code = number(rest.substr(0, rest.find(' ')), 10);
        return {Response::error, rest, code.value_or(0) & 0xffff};
    }
    return {};
}

} // namespace ekey::platform::assuan
