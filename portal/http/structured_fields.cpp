#include "portal/http/structured_fields.h"

#include "core/text/base64.h"

#include <algorithm>
#include <charconv>

namespace ekey::portal::http {
namespace {

constexpr std::size_t integerDigits = 15;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t";
    const auto first = std::min(text.find_first_not_of(blanks), text.size());
    const auto last = text.find_last_not_of(blanks);
    return text.substr(first, last == text.npos ? 0 : last + 1 - first);
}

std::optional<digest::Bytes> readBytes(std::string_view value)
{
    if (value.size() < 2 || value.front() != ':' || value.back() != ':') {
        return std::nullopt;
    }
    const auto bytes = text::fromBase64(value.substr(1, value.size() - 2));
    digest::Bytes found{};
    if (!bytes || bytes->size() != found.size()) {
        return std::nullopt;
    }
    std::copy(bytes->begin(), bytes->end(), found.begin());
    return found;
}

} // namespace

std::optional<std::int64_t> readCount(std::string_view field)
{
    const auto digits = trimmed(field);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (digits.empty() || digits.size() > integerDigits || !std::all_of(digits.begin(), digits.end(), isDigit)) {
        return std::nullopt;
    }
    std::int64_t count = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return count;
}

std::optional<bool> readBoolean(std::string_view field)
{
    const auto value = trimmed(field);
    if (value != "?0" && value != "?1") {
        return std::nullopt;
    }
    return value == "?1";
}

std::optional<digest::Bytes> readSha256(std::string_view field)
{
    std::optional<digest::Bytes> found;
    while (!field.empty()) {
        const auto member = trimmed(field.substr(0, field.find(',')));
        field.remove_prefix(std::min(field.size(), field.find(',') == field.npos ? field.size() : field.find(',') + 1));
        const auto equals = member.find('=');
        if (equals == member.npos) {
            return std::nullopt;
        }
        if (member.substr(0, equals) == "sha-256") {
            found = readBytes(member.substr(equals + 1)); // of two the last counts (RFC 8941 §4.2.2)
        }
    }
    return found;
}

} // namespace ekey::portal::http
