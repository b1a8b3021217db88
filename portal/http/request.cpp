#include "portal/http/request.h"

#include "core/text/utf8.h"

#include <charconv>

namespace ekey::portal::http {
namespace {

std::optional<std::string> decode(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        const auto digits = text.substr(i + 1, 2);
        unsigned value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (digits.size() != 2 || error != std::errc() || end != digits.data() + 2 || value == 0) {
            return std::nullopt;
        }
        decoded += static_cast<char>(value);
        i += 2;
    }
    if (!text::isUtf8(decoded)) {
        return std::nullopt;
    }
    return decoded;
}

bool readQuery(std::string_view text, std::map<std::string, std::string>& query)
{
    while (!text.empty()) {
        const auto member = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), member.size() + 1));
        const auto equals = member.find('=');
        const auto key = decode(member.substr(0, equals));
        const auto value = decode(equals == member.npos ? std::string_view() : member.substr(equals + 1));
        if (!key || !value || !query.emplace(*key, *value).second) {
            return false;
        }
    }
    return true;
}

std::string_view trim(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) {
        text.remove_prefix(1);
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.remove_suffix(1);
    }
    return text;
}

} // namespace

bool readTarget(std::string_view target, Request& request)
{
    if (!target.starts_with('/')) {
        return false;
    }
    const auto question = target.find('?');
    const auto path = decode(target.substr(0, question));
    if (!path) {
        return false;
    }
    request.path = *path;
    return question == target.npos || readQuery(target.substr(question + 1), request.query);
}

const std::string& Request::field(const std::string& name) const
{
    static const std::string none;
    const auto found = fields.find(name);
    return found == fields.end() ? none : found->second;
}

std::string cookie(const Request& request, std::string_view name)
{
    std::string found;
    unsigned count = 0;
    for (std::string_view header : request.cookies) {
        while (!header.empty()) {
            const auto pair = header.substr(0, header.find(';'));
            header.remove_prefix(std::min(header.size(), pair.size() + 1));
            const auto equals = pair.find('=');
            if (equals != pair.npos && trim(pair.substr(0, equals)) == name) {
                found = trim(pair.substr(equals + 1));
                ++count;
            }
        }
    }
    return count == 1 ? found : std::string();
}

} // namespace ekey::portal::http
