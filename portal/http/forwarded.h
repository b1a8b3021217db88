// Whose request a reverse proxy passes on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ekey::portal::http {

/// Addresses as a peer's are written. Refused: server.forwarded_by {address}.
std::vector<std::string> readProxies(const std::vector<std::string>& addresses);

/// The client's address: `peer`, unless that is one of `proxies`. Then the last entry of X-Forwarded-For, which alone
/// the proxy itself has written; `peer` again where that is no address.
std::string clientAddress(const std::string& peer, std::string_view forwardedFor,
                          const std::vector<std::string>& proxies);

} // namespace ekey::portal::http
