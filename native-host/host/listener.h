// Both loopback addresses on one port. Includes Asio: for the server's sources only.
#pragma once

#include <cstdint>
#include <optional>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace ekey::host {

struct Listener {
    std::uint16_t port = 0;
    boost::asio::ip::tcp::acceptor v4;
    std::optional<boost::asio::ip::tcp::acceptor> v6; ///< none on a system without IPv6
};

/// `port` (0: any) or else the first of the protocol's that is free on both. Throws std::system_error.
Listener listen(boost::asio::io_context& context, std::optional<std::uint16_t> port);

} // namespace ekey::host
