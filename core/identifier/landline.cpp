#include "core/identifier/identifier.h"
#include "core/identifier/typed.h"
#include "core/text/utf8.h"

#include <optional>

namespace ekey::identifier {
namespace {

constexpr std::size_t extensionMost = 6, shortest = 7, longest = 8, mobileSize = 11;

std::string without(std::string_view text, std::string_view characters)
{
    std::string out;
    for (const char c : text) {
        if (characters.find(c) == characters.npos) out += c;
    }
    return out;
}

/// How many digits the area code at the start has: 010 and 02x three, all others four.
std::size_t areaSize(std::string_view number) { return number[1] <= '2' ? 3 : 4; }

struct Line {
    std::string plain; ///< all that was typed, without hyphens
    std::string number;
    std::string extension;
    bool extended = false;
};

/// The number and the extension behind it: 转123, ext.123, x123, #123, or a group of its own behind a number that is
/// whole already: 010-58103599-123, but not 010-5810-3599.
Line split(std::string_view typed)
{
    Line line{without(typed, "-"), {}, {}, false};
    const auto cut = [&line](std::string_view number, std::string_view extension) {
        line.number = without(number, "-");
        line.extension = without(extension, "-");
        line.extended = true;
        return line;
    };
    for (const std::string_view mark : {"转", "轉", "EXT.", "EXT", "X", "#", ",", "*"}) {
        const std::size_t at = typed.find(mark);
        if (at != typed.npos) return cut(typed.substr(0, at), typed.substr(at + mark.size()));
    }
    line.number = line.plain;
    const std::size_t last = typed.rfind('-');
    if (last == typed.npos || typed.find('-') == last) return line;
    const std::string before = without(typed.substr(0, last), "-");
    const bool whole = before.size() > 1 && before[0] == '0' && before.size() >= areaSize(before) + shortest;
    return whole ? cut(before, typed.substr(last + 1)) : line;
}

/// As compact(), but hyphens of every kind stay, as plain ones; brackets go.
std::string grouped(std::string_view text)
{
    const std::string normal = text::normalize(text);
    std::string out;
    for (std::size_t at = 0; at < normal.size();) {
        const char32_t c = text::decode(normal, at);
        if (!text::isSpace(c) && c != '(' && c != ')') text::append(out, isHyphen(c) ? U'-' : c);
    }
    return upper(std::move(out));
}

/// +86 and 0086 lead into the same network; the 0 of the area code is left out behind them.
void dropCountry(std::string& number)
{
    for (const std::string_view country : {"+86", "0086"}) {
        if (!number.starts_with(country)) continue;
        number.erase(0, country.size());
        while (number.starts_with('-')) {
            number.erase(0, 1);
        }
        const bool mobile = number.starts_with('1') && without(number, "-").size() == mobileSize;
        if (!number.empty() && number[0] != '0' && !mobile) number.insert(0, "0");
        return;
    }
}

std::optional<Error> wrong(const Line& line)
{
    const std::string& number = line.number;
    if (!areDigits(number) || !areDigits(line.extension)) return Error{"landline.characters"};
    if (number.size() == mobileSize && number[0] == '1') return Error{"landline.mobile"};
    if (number[0] != '0' || number.size() < 2 || number[1] == '0') return Error{"landline.area"};
    const std::size_t area = areaSize(number);
    const std::size_t found = number.size() > area ? number.size() - area : 0;
    if (found < (area == 3 ? longest : shortest) || found > longest) {
        return Error{"landline.length", "", Severity::error, {{"found", found}}};
    }
    if (line.extended && (line.extension.empty() || line.extension.size() > extensionMost)) {
        return Error{"landline.extension", "", Severity::error, {{"limit", extensionMost}}};
    }
    return std::nullopt;
}

} // namespace

Checked landline(std::string_view text, const Facts&)
{
    Checked checked = compact(text);
    if (checked.normalized.empty()) return checked;
    std::string typed = grouped(text);
    dropCountry(typed);
    const Line line = split(typed);
    checked.normalized = line.plain;
    if (line.number.empty()) {
        checked.errors.push_back({"landline.characters"});
        return checked;
    }
    if (auto error = wrong(line)) {
        checked.errors.push_back(*std::move(error));
        return checked;
    }
    const std::size_t size = areaSize(line.number);
    const std::string area = line.number.substr(0, size), number = line.number.substr(size);
    checked.normalized = area + "-" + number + (line.extended ? "-" + line.extension : "");
    checked.masked = area + "-" + starred(number, 0, 4);
    checked.parts = {{"areaCode", area}, {"number", number}};
    if (line.extended) checked.parts.push_back({"extension", line.extension});
    return checked;
}

} // namespace ekey::identifier
