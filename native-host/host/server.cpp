#include "native-host/host/server.h"

#include "native-host/host/connection.h"
#include "native-host/host/limits.h"
#include "native-host/host/listener.h"
#include "native-host/platform/host_process.h"
#include "native-host/platform/peer.h"
#include "native-host/platform/terminal.h"

#include <algorithm>
#include <list>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace ekey::host {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

platform::Endpoint plain(const tcp::endpoint& endpoint)
{
    const asio::ip::address address = endpoint.address();
    const asio::ip::address_v6 wide =
        address.is_v4() ? asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()) : address.to_v6();
    return {wide.to_bytes(), endpoint.port()};
}

std::string_view name(platform::Peer peer)
{
    switch (peer) {
    case platform::Peer::sameUser:
        return "same_user";
    case platform::Peer::otherUser:
        return "other_user";
    case platform::Peer::notFound:
        return "not_found";
    }
    return "not_found";
}

} // namespace

struct Server::State {
    State(Services& given, std::optional<std::uint16_t> port)
        : services(given), listener(listen(context, port)), door{listener.port, services, places},
          runner([this](Runner::Task task) { asio::post(context, std::move(task)); }, [this] { watchPolicy(); }),
          arrivals(services.tokens, [this](Runner::Task task) { asio::post(context, std::move(task)); })
    {
        for (const int signal : platform::endSignals()) {
            signals.add(signal);
        }
        for (const int signal : platform::reloadSignals()) {
            reloads.add(signal);
        }
        services.policies.onChange([this] { followPolicy(); });
    }
    ~State() { services.policies.onChange({}); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    void followPolicy()
    {
        for (const auto& connection : connections) {
            connection->followPolicy();
        }
    }

    void awaitReload()
    {
        reloads.async_wait([this](const error_code& error, int) {
            if (error) return;
            // The same signal says that the terminal is gone in which the host was started, and its windows with it.
            if (terminal.lost()) return context.stop();
            services.log.event("reload");
            services.policies.refresh(services.log, true);
            awaitReload();
        });
    }

    asio::awaitable<void> accept(tcp::acceptor& acceptor)
    {
        while (true) {
            error_code error;
            tcp::socket socket = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
            if (error == asio::error::operation_aborted) {
                co_return;
            }
            if (!error) {
                admit(std::move(socket));
                continue;
            }
            // No descriptors left, most likely: give others the time to end.
            services.log.event("accept", {{"error", error.value()}});
            asio::steady_timer pause(context, std::chrono::milliseconds(100));
            co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
        }
    }

    void admit(tcp::socket socket)
    {
        error_code error;
        const tcp::endpoint theirs = socket.remote_endpoint(error);
        const tcp::endpoint ours = error ? tcp::endpoint() : socket.local_endpoint(error);
        if (error) {
            return; // gone already
        }
        if (const auto peer = platform::peer(plain(theirs), plain(ours)); peer != platform::Peer::sameUser) {
            services.refusals.event("peer", {{"reason", name(peer)}});
            return;
        }
        makeRoom();
        auto connection = std::make_shared<Connection>(std::move(socket), door, runner, arrivals);
        connections.push_back(connection);
        asio::co_spawn(
            context, [connection] { return connection->run(); },
            [this, connection](const std::exception_ptr& thrown) {
                connections.remove(connection);
                if (thrown) {
                    services.log.event("connection", {{"code", "host.internal"}});
                    connection->endSession();
                    connection->end();
                }
            });
    }

    // Connections that have not said who they are must not keep out one that might: the oldest of them goes.
    void makeRoom()
    {
        const auto isWaiting = [](const auto& connection) { return !connection->upgraded(); };
        const auto waiting = std::count_if(connections.begin(), connections.end(), isWaiting);
        if (static_cast<std::size_t>(waiting) < limits::waitingConnections) return;
        const auto oldest = std::find_if(connections.begin(), connections.end(), isWaiting);
        (*oldest)->drop();
        connections.erase(oldest);
    }

    /// The files of the policy are looked at when somebody asks. Who has a window open asks nothing.
    void watchPolicy()
    {
        if (watching) return;
        watching = true;
        asio::co_spawn(context, whileBusy(), asio::detached);
    }

    asio::awaitable<void> whileBusy()
    {
        asio::steady_timer pause(context);
        while (runner.busy()) {
            pause.expires_after(limits::policyLook);
            co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
            services.policies.refresh(services.log);
        }
        watching = false;
    }

    Services& services;
    asio::io_context context{1};
    // From the first moment: whoever learns the port may also end the host; a signal that comes early is kept for
    // run().
    asio::signal_set signals{context};
    asio::signal_set reloads{context};
    platform::ControllingTerminal terminal;
    Listener listener;
    Places places;
    Door door;
    bool watching = false; ///< the policy, by the clock
    Runner runner;
    Arrivals arrivals;
    std::list<std::shared_ptr<Connection>> connections; ///< the oldest first
};

Server::Server(Services& services, std::optional<std::uint16_t> port) : state_(std::make_unique<State>(services, port))
{}

Server::~Server() = default;

std::uint16_t Server::port() const { return state_->listener.port; }

void Server::run()
{
    state_->signals.async_wait([this](const error_code&, int) { state_->context.stop(); });
    state_->awaitReload();
    asio::co_spawn(state_->context, state_->accept(state_->listener.v4), asio::detached);
    if (state_->listener.v6) {
        asio::co_spawn(state_->context, state_->accept(*state_->listener.v6), asio::detached);
    }
    state_->context.run();
    // What they still wait for goes with the context, after what their conversations use.
    for (const auto& connection : state_->connections) {
        connection->endSession();
    }
}

} // namespace ekey::host
