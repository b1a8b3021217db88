// The portal's own origin (RFC 6454): from the configuration, never from a header.
#pragma once

#include <string>
#include <string_view>

namespace ekey::portal {

/// `configured` as a browser serialises an origin: scheme, host in lower case, no default port, no path. https for any
/// host; http only for localhost, and "auto" for http://localhost:<port>: both only for demonstrations. Refused:
/// origin.malformed {origin}, origin.demonstration_only {origin}.
std::string resolveOrigin(const std::string& configured, unsigned short port, bool demonstration);

/// Is it an https origin, byte for byte as a browser would send it?
bool isHttpsOrigin(std::string_view text);

} // namespace ekey::portal
