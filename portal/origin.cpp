#include "portal/origin.h"

#include "portal/refused.h"
#include "portal/status.h"

#include <algorithm>
#include <charconv>

namespace ekey::portal {
namespace {

constexpr std::size_t hostBytes = 253; ///< RFC 1035 §2.3.4
constexpr std::size_t labelBytes = 63;
constexpr unsigned httpsPort = 443;
constexpr unsigned httpPort = 80;

/// Decimal, 1–65535, no leading zero, not the scheme's default, which browsers leave out.
bool isPort(std::string_view text, unsigned standard)
{
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && text.front() != '0' && port <= 65535 &&
           port != standard;
}

bool isLabel(std::string_view label)
{
    return !label.empty() && label.size() <= labelBytes && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

/// A name in lower case; an address literal is none: its last label is a number.
bool isHost(std::string_view host)
{
    if (host.empty() || host.size() > hostBytes) {
        return false;
    }
    for (;;) {
        const auto label = host.substr(0, host.find('.'));
        if (!isLabel(label)) {
            return false;
        }
        if (label.size() == host.size()) {
            return !std::all_of(label.begin(), label.end(), [](char c) { return c >= '0' && c <= '9'; });
        }
        host.remove_prefix(label.size() + 1);
    }
}

bool isAuthority(std::string_view text, unsigned standard)
{
    const auto colon = text.find(':');
    return isHost(text.substr(0, colon)) && (colon == text.npos || isPort(text.substr(colon + 1), standard));
}

} // namespace

bool isHttpsOrigin(std::string_view text)
{
    constexpr std::string_view scheme = "https://";
    return text.starts_with(scheme) && isAuthority(text.substr(scheme.size()), httpsPort);
}

std::string resolveOrigin(const std::string& configured, unsigned short port, bool demonstration)
{
    if (isHttpsOrigin(configured)) {
        return configured;
    }
    constexpr std::string_view local = "http://localhost:";
    const bool localhost = configured.starts_with(local) && isPort(configured.substr(local.size()), httpPort);
    if (configured != "auto" && !localhost) {
        throw Refused(status::failed, "origin.malformed", {}, {{"origin", configured}});
    }
    if (!demonstration) {
        throw Refused(status::failed, "origin.demonstration_only", {}, {{"origin", configured}});
    }
    return localhost ? configured : std::string(local) + std::to_string(port);
}

} // namespace ekey::portal
