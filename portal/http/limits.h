// What one client may take of the server. Every figure has a test at it and one past it.
#pragma once

#include <chrono>
#include <cstddef>

namespace ekey::portal::http {

struct Limits {
    std::size_t connections = 1024;           ///< at a time; one more is closed at once
    std::size_t connectionsOfAddress = 256;   ///< of these from one address (IPv6: one /64) that is no proxy of ours
    std::size_t streams = 64;                 ///< uploads at a time; one more is refused with 503 request.busy
    std::size_t streamsOfOwner = 8;           ///< of these of one owner
    std::size_t largeBodies = 64;             ///< whole bodies past jsonBytes at a time; one more: 503 request.busy
    std::size_t largeBodiesOfOwner = 8;       ///< of these of one owner
    std::size_t headerBytes = 8 << 10;        ///< request line and header fields
    std::chrono::milliseconds header{10'000}; ///< for a request's header to arrive, from the connection's start
    std::chrono::milliseconds idle{30'000};   ///< between two requests of a connection
    std::chrono::milliseconds piece{20'000};  ///< for some more of a body to arrive
    std::chrono::milliseconds body{900'000};  ///< for a whole body
    std::chrono::milliseconds slack{30'000};  ///< for a whole body, and a second more for each bytesPerSecond of it
    std::size_t bytesPerSecond = 8 << 10;     ///< the slowest line that is waited for
    std::chrono::milliseconds write{30'000};  ///< for an answer to be taken
};

inline constexpr std::size_t jsonBytes = 64 << 10;   ///< the largest JSON body: a log-in token is the longest
inline constexpr std::size_t pieceBytes = 256 << 10; ///< of a body that is streamed: what a handler sees at a time

} // namespace ekey::portal::http
