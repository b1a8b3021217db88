#include "native-host/host/listener.h"

#include "native-host/platform/host_process.h"
#include "protocol/protocol.h"

#include <system_error>
#include <utility>
#include <vector>

#include <boost/asio/ip/v6_only.hpp>

namespace ekey::host {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// For port 0: the system's choice for IPv4 may be taken on IPv6.
constexpr int attempts = 16;

tcp::acceptor open(asio::io_context& context, const asio::ip::address& address, std::uint16_t port)
{
    const tcp::endpoint endpoint(address, port);
    tcp::acceptor acceptor(context, endpoint.protocol());
    platform::makeExclusive(acceptor.native_handle());
    if (address.is_v6()) {
        acceptor.set_option(asio::ip::v6_only(true));
    }
    acceptor.bind(endpoint);
    acceptor.listen();
    return acceptor;
}

/// Somebody else on the same port of the other address would get the pages that ask for "localhost".
std::optional<Listener> tryPort(asio::io_context& context, std::uint16_t port, error_code& error)
{
    try {
        tcp::acceptor v4 = open(context, asio::ip::address_v4::loopback(), port);
        const std::uint16_t bound = v4.local_endpoint().port();
        std::optional<tcp::acceptor> v6;
        try {
            v6 = open(context, asio::ip::address_v6::loopback(), bound);
        } catch (const boost::system::system_error& failure) {
            if (failure.code() != asio::error::address_family_not_supported &&
                failure.code() != boost::system::errc::address_not_available) {
                throw;
            }
        }
        return Listener{bound, std::move(v4), std::move(v6)};
    } catch (const boost::system::system_error& failure) {
        error = failure.code();
        return std::nullopt;
    }
}

} // namespace

Listener listen(asio::io_context& context, std::optional<std::uint16_t> port)
{
    std::vector<std::uint16_t> ports(protocol::ports.begin(), protocol::ports.end());
    if (port) {
        ports.assign(*port == 0 ? attempts : 1, *port);
    }
    error_code error;
    for (const std::uint16_t candidate : ports) {
        if (auto listener = tryPort(context, candidate, error)) {
            return *std::move(listener);
        }
    }
    throw std::system_error(static_cast<std::error_code>(error));
}

} // namespace ekey::host
