// The HTTP server: one thread moves bytes, worker threads run handlers.
#pragma once

#include "portal/http/limits.h"

#include <memory>
#include <string>
#include <vector>

namespace ekey::portal::http {

class Service;

class Server {
public:
    static constexpr unsigned workers =
        16; ///< threads; most of them wait for the disk together, see storage/database.h

    /// Binds every address to `port`; 0: one free port for all of them. An address family that the machine lacks is
    /// left out, but one address must be bound. Refused: server.bind {port, reason}.
    /// `proxies`: peers whose X-Forwarded-For is believed.
    Server(const std::vector<std::string>& addresses, unsigned short port, Limits limits = {},
           std::vector<std::string> proxies = {});
    ~Server();

    unsigned short port() const;

    /// Serves until stop(), SIGINT or SIGTERM; waits for the handlers that run.
    void run(const Service& service);
    /// From any thread.
    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace ekey::portal::http
