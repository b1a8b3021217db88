#include "native-host/host/diagnosis/url_pattern.h"

namespace ekey::host {
namespace {

constexpr std::string_view separator = "://";
constexpr std::string_view anySubdomain = "[*.]";

struct Parts {
    std::string_view scheme{}; ///< empty: none is named
    std::string_view host{};
    std::string_view port{}; ///< empty: none is named
};

Parts split(std::string_view text)
{
    Parts parts;
    if (const std::size_t end = text.find(separator); end != text.npos) {
        parts.scheme = text.substr(0, end);
        text.remove_prefix(end + separator.size());
    }
    text = text.substr(0, text.find('/'));
    const std::size_t colon = text.rfind(':');
    parts.host = text.substr(0, colon);
    if (colon != text.npos) parts.port = text.substr(colon + 1);
    return parts;
}

bool namesHost(std::string_view pattern, std::string_view host)
{
    if (pattern == "*") return true;
    if (!pattern.starts_with(anySubdomain)) return pattern == host;
    pattern.remove_prefix(anySubdomain.size());
    return !pattern.empty() && host.ends_with(pattern) &&
           (host.size() == pattern.size() || host[host.size() - pattern.size() - 1] == '.');
}

bool anyOf(std::string_view pattern) { return pattern.empty() || pattern == "*"; }

} // namespace

bool namesOrigin(std::string_view pattern, std::string_view origin)
{
    const Parts wanted = split(pattern);
    const Parts have = split(origin);
    const std::string_view port = have.port.empty() ? "443" : have.port;
    return (anyOf(wanted.scheme) || wanted.scheme == have.scheme) && namesHost(wanted.host, have.host) &&
           (anyOf(wanted.port) || wanted.port == port);
}

} // namespace ekey::host
