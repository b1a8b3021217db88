// Whose process is at the other end of a loopback connection.
#pragma once

#include <array>
#include <cstdint>

namespace ekey::platform {

struct Endpoint {
    std::array<std::uint8_t, 16> address{}; ///< network order; IPv4 as ::ffff:a.b.c.d
    std::uint16_t port = 0;
    friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

enum class Peer { sameUser, otherUser, notFound };

/// Looks the exact connection up from the other side: its socket is bound to `theirs` and connected to `ours`.
Peer peer(const Endpoint& theirs, const Endpoint& ours);

} // namespace ekey::platform
