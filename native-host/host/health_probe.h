// Asks a port of loopback whether an ekey-host is there.
#pragma once

#include <cstdint>
#include <string>

namespace ekey::host {

/// As a page of `origin` would, by GET /health; within limits::probe. True for a host that serves that origin.
bool answersAsHost(std::uint16_t port, const std::string& origin);

} // namespace ekey::host
