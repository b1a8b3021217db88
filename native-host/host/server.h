// Listens on loopback and serves connections until it is told to stop.
#pragma once

#include "native-host/host/services.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace ekey::host {

class Server {
public:
    /// Listens at once, on `port` (0: any) or else the first free one of the protocol's. Throws std::system_error where
    /// none is free.
    Server(Services& services, std::optional<std::uint16_t> port);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    std::uint16_t port() const;

    /// Until SIGINT or SIGTERM, or the terminal that it was started in is gone. A running operation is cancelled.
    /// SIGHUP reads the policy again.
    void run();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace ekey::host
