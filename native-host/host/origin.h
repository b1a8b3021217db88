// Origins as browsers serialise them (HTML, "serialization of an origin"): compared byte by byte, never parsed at a
// request.
#pragma once

#include <string_view>

namespace ekey::host {

/// Empty for what a browser could send as the origin of an https page; otherwise what keeps it from being one:
/// "length", "scheme", "host", "address" (an IP literal), "port".
std::string_view originFault(std::string_view text);

/// The same for development: exactly http://localhost:PORT.
std::string_view developmentOriginFault(std::string_view text);

} // namespace ekey::host
