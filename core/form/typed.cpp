#include "core/form/typed.h"

#include "core/form/limits.h"
#include "core/identifier/day.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace ekey::form {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool areDigits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), isDigit); }

/// Without what people put between digits: spaces and the commas of thousands.
std::string compact(std::string_view text)
{
    std::string out = text::normalize(text);
    std::erase_if(out, [](char c) { return c == ' ' || c == ','; });
    return out;
}

struct Digits {
    bool negative = false;
    std::string_view whole, fraction;
};

/// -12.50; nothing where it is no decimal.
std::optional<Digits> digitsOf(std::string_view text)
{
    Digits found;
    found.negative = text.starts_with('-');
    if (found.negative) text.remove_prefix(1);
    const std::size_t point = std::min(text.find('.'), text.size());
    found.whole = text.substr(0, point);
    if (!areDigits(found.whole)) return std::nullopt;
    if (point < text.size()) {
        found.fraction = text.substr(point + 1);
        if (!areDigits(found.fraction)) return std::nullopt;
    }
    while (found.whole.size() > 1 && found.whole.front() == '0') {
        found.whole.remove_prefix(1);
    }
    return found;
}

} // namespace

std::optional<std::int64_t> typedInteger(std::string_view typed)
{
    const std::string text = compact(typed);
    const std::optional<Digits> digits = digitsOf(text);
    if (!digits || !digits->fraction.empty() || digits->whole.size() > 16) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : digits->whole) {
        value = value * 10 + (c - '0');
    }
    if (value > integerMost) return std::nullopt;
    return digits->negative ? -value : value;
}

std::optional<std::string> typedDecimal(std::string_view typed)
{
    const std::string text = compact(typed);
    const std::optional<Digits> digits = digitsOf(text);
    if (!digits || digits->whole.size() > wholeDigitsMost) return std::nullopt;
    std::string fraction(digits->fraction);
    while (fraction.ends_with('0')) {
        fraction.pop_back();
    }
    const bool zero = digits->whole == "0" && fraction.empty();
    return (digits->negative && !zero ? "-" : "") + std::string(digits->whole) +
           (fraction.empty() ? "" : "." + fraction);
}

std::optional<std::string> typedDay(std::string_view typed)
{
    const std::string text = compact(typed);
    std::string parts[3];
    std::size_t part = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = text::decode(text, at);
        if (point < 0x80 && isDigit(static_cast<char>(point))) {
            if (part > 2) return std::nullopt;
            parts[part] += static_cast<char>(point);
        } else if (point == U'-' || point == U'/' || point == U'.' || point == U'年' || point == U'月' ||
                   point == U'日') {
            ++part;
        } else {
            return std::nullopt;
        }
    }
    std::string digits;
    if (part == 0) {
        digits = parts[0];
    } else {
        const auto two = [](const std::string& month) { return (month.size() == 1 ? "0" : "") + month; };
        digits = parts[0] + two(parts[1]) + two(parts[2]);
    }
    const std::optional<identifier::Day> day = identifier::readDay(digits);
    return day ? std::optional(iso(*day)) : std::nullopt;
}

} // namespace ekey::form
