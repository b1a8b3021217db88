#include "portal/http/server.h"

#include "portal/http/connection.h"
#include "portal/log.h"
#include "portal/refused.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <csignal>
#include <optional>

namespace ekey::portal::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

constexpr unsigned short subscriberBits = 64;         ///< of an IPv6 address: one subscriber's (RFC 6177)
constexpr int freePortTries = 16;                     ///< for a port that is free on every address
constexpr std::chrono::milliseconds acceptPause{100}; ///< after accept failed, such as for want of descriptors

} // namespace

struct Server::State {
    Shared shared; // before io: connections that io destroys still count themselves out
    asio::io_context io{1};
    // From the first moment: whoever learns the port may also end the program, and one that comes early is kept for
    // run().
    asio::signal_set signals{io, SIGINT, SIGTERM};
    asio::thread_pool pool{workers};
    std::vector<tcp::acceptor> acceptors;
    unsigned short port = 0;

    ErrorCode bind(const std::string& address, unsigned short wanted)
    {
        ErrorCode error;
        const tcp::endpoint endpoint(asio::ip::make_address(address, error), wanted);
        if (error) {
            return error;
        }
        tcp::acceptor acceptor(io);
        acceptor.open(endpoint.protocol(), error);
        if (!error) {
            acceptor.set_option(tcp::acceptor::reuse_address(true), error);
        }
        if (!error && endpoint.protocol() == tcp::v6()) {
            acceptor.set_option(asio::ip::v6_only(true), error);
        }
        if (!error) {
            acceptor.bind(endpoint, error);
        }
        if (!error) {
            acceptor.listen(tcp::acceptor::max_listen_connections, error);
        }
        if (!error) {
            port = acceptor.local_endpoint().port();
            acceptors.push_back(std::move(acceptor));
        }
        return error;
    }

    /// All addresses at one port.
    ErrorCode bindAll(const std::vector<std::string>& addresses, unsigned short wanted)
    {
        acceptors.clear();
        port = wanted;
        ErrorCode last;
        for (const std::string& address : addresses) {
            const ErrorCode error = bind(address, port);
            const bool missing = error == asio::error::address_family_not_supported ||
                                 error == boost::system::errc::address_not_available;
            if (missing) {
                log::info("server.address_missing", {{"address", address}});
                last = error;
            } else if (error) {
                return error;
            }
        }
        return acceptors.empty() ? last : ErrorCode();
    }

    asio::awaitable<void> accept(tcp::acceptor& acceptor)
    {
        for (;;) {
            ErrorCode error;
            tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
            if (error) {
                log::error("server.accept", {{"what", error.message()}});
                asio::steady_timer pause(io, acceptPause);
                co_await pause.async_wait(asio::use_awaitable);
            } else if (auto share = take(socket)) {
                asio::co_spawn(io, serve(std::move(socket), shared),
                               [kept = std::make_shared<Shares::Share>(*std::move(share))](std::exception_ptr thrown) {
                                   ended(thrown);
                               });
            }
        }
    }

    /// A place for a connection. Those that come by a proxy of ours are many people's.
    std::optional<Shares::Share> take(const tcp::socket& socket)
    {
        ErrorCode error;
        const auto peer = socket.remote_endpoint(error);
        if (error) {
            return std::nullopt; // gone again
        }
        const asio::ip::address address = peer.address();
        const bool proxy =
            std::find(shared.proxies.begin(), shared.proxies.end(), address.to_string()) != shared.proxies.end();
        const std::string holder =
            address.is_v6() ? asio::ip::make_network_v6(address.to_v6(), subscriberBits).network().to_string()
                            : address.to_string();
        const Limits& limits = shared.limits;
        return shared.connections.take(holder, limits.connections,
                                       proxy ? limits.connections : limits.connectionsOfAddress);
    }

    static void ended(std::exception_ptr thrown)
    {
        try {
            if (thrown) {
                std::rethrow_exception(thrown);
            }
        } catch (const std::exception& error) {
            log::error("connection", {{"what", error.what()}});
        }
    }
};

Server::Server(const std::vector<std::string>& addresses, unsigned short port, Limits limits,
               std::vector<std::string> proxies)
    : state_(std::make_unique<State>())
{
    state_->shared.limits = limits;
    state_->shared.proxies = std::move(proxies);
    state_->shared.workers = &state_->pool;
    ErrorCode error = state_->bindAll(addresses, port);
    for (int i = 1; port == 0 && error == asio::error::address_in_use && i < freePortTries; ++i) {
        error = state_->bindAll(addresses, port);
    }
    if (error || state_->acceptors.empty()) {
        throw Refused(500, "server.bind", {}, {{"port", port}, {"reason", error.message()}});
    }
}

Server::~Server() { state_->pool.join(); }

unsigned short Server::port() const { return state_->port; }

void Server::run(const Service& service)
{
    State& state = *state_;
    state.shared.service = &service;
    state.signals.async_wait([&state](const ErrorCode&, int) { state.io.stop(); });
    for (tcp::acceptor& acceptor : state.acceptors) {
        asio::co_spawn(state.io, state.accept(acceptor), asio::detached);
    }
    state.io.run();
    // What handlers have begun is finished and committed. Their answers are not sent: a client that asks again gets
    // them.
    state.pool.join();
}

void Server::stop() { state_->io.stop(); }

} // namespace ekey::portal::http
