// How a connection begins: an HTTP request that is judged, and answered unless it is to become a conversation. Only
// sources of the server include this: Asio and Beast take their time to compile.
#pragma once

#include "native-host/host/handshake.h"
#include "native-host/host/places.h"
#include "native-host/host/services.h"

#include <cstdint>
#include <optional>

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

namespace ekey::host {

/// What comes in by one port, and who is in already.
struct Door {
    const std::uint16_t port;
    Services& services;
    Places& places;
};

/// A page that may converse, and has a place.
struct Opening {
    boost::beast::http::request<boost::beast::http::empty_body> upgrade; ///< to be accepted
    Grant site;
    Places::Place place;
};

/// Nothing where the request was answered here, refusals included, or was none. In limits::handshake from its
/// beginning, or else throws boost::system::system_error, as where the connection breaks.
boost::asio::awaitable<std::optional<Opening>> receiveOpening(boost::beast::tcp_stream& stream, Door& door);

} // namespace ekey::host
