#include "native-host/host/origin.h"

#include "native-host/host/limits.h"

#include <algorithm>

namespace ekey::host {
namespace {

constexpr std::size_t labelBytes = 63; // RFC 1035 §2.3.4

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }

bool isLabel(std::string_view label)
{
    return !label.empty() && label.size() <= labelBytes && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) { return isDigit(c) || isLower(c) || c == '-'; });
}

// The URL standard reads a host as an IPv4 address when its last label is a number, decimal or hexadecimal; so no
// browser sends such a name, whatever its other labels are.
bool isNumber(std::string_view label)
{
    if (label.starts_with("0x")) {
        return std::all_of(label.begin() + 2, label.end(), [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); });
    }
    return std::all_of(label.begin(), label.end(), isDigit);
}

std::string_view hostFault(std::string_view host)
{
    std::string_view last;
    for (std::string_view rest = host;;) {
        const std::size_t dot = rest.find('.');
        last = rest.substr(0, dot);
        if (!isLabel(last)) {
            return "host";
        }
        if (dot == std::string_view::npos) {
            break;
        }
        rest.remove_prefix(dot + 1);
    }
    return isNumber(last) ? "address" : "";
}

/// `port` without its colon; `usual` is the scheme's own, which browsers leave out.
bool isPort(std::string_view port, unsigned usual)
{
    if (port.empty() || port.size() > 5 || port.front() == '0' || !std::all_of(port.begin(), port.end(), isDigit)) {
        return false;
    }
    unsigned number = 0;
    for (const char c : port) {
        number = 10 * number + static_cast<unsigned>(c - '0');
    }
    return number <= 65535 && number != usual;
}

} // namespace

std::string_view originFault(std::string_view text)
{
    constexpr std::string_view scheme = "https://";
    if (text.size() > limits::originBytes) {
        return "length";
    }
    if (!text.starts_with(scheme)) {
        return "scheme";
    }
    text.remove_prefix(scheme.size());
    if (text.starts_with('[')) {
        return "address";
    }
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && !isPort(text.substr(colon + 1), 443)) {
        return "port";
    }
    return hostFault(text.substr(0, colon));
}

std::string_view developmentOriginFault(std::string_view text)
{
    constexpr std::string_view scheme = "http://";
    constexpr std::string_view host = "localhost:";
    if (!text.starts_with(scheme)) {
        return "scheme";
    }
    text.remove_prefix(scheme.size());
    if (!text.starts_with(host)) {
        return "host";
    }
    return isPort(text.substr(host.size()), 80) ? "" : "port";
}

} // namespace ekey::host
