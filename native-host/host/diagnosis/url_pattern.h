// The patterns by which Chromium's policies name sites.
#pragma once

#include <string_view>

namespace ekey::host {

/// Whether a pattern (https://chromeenterprise.google/policies/url-patterns/) names a page of that origin: "*",
/// "https://portal.example", "[*.]example", "portal.example:8443", "https://*". `origin` is an origin as originFault()
/// wants it. What is no such pattern names nothing.
bool namesOrigin(std::string_view pattern, std::string_view origin);

} // namespace ekey::host
