// One connection's conversation: JSON-RPC in, JSON-RPC out. Knows no sockets; lives on the thread of the connections.
#pragma once

#include "native-host/host/arrivals.h"
#include "native-host/host/calls/calls.h"
#include "native-host/host/request.h"
#include "native-host/host/runner.h"
#include "native-host/host/session_state.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace ekey::host {

class Session : public std::enable_shared_from_this<Session> {
public:
    using Send = std::function<void(std::string)>;

    /// `send` is called on the thread of the connections: once for every message received, and for notifications that
    /// the page wants.
    Session(Grant site, Services& services, Runner& runner, Arrivals& arrivals, Send send);
    ~Session();

    void receive(std::string_view message);
    void setSite(Grant site) { state_.site = std::move(site); } ///< of the same origin; for requests from now on
    const std::string& origin() const { return state_.site.origin; }
    /// The connection is gone: ends a running operation and its window.
    void close();

private:
    void dispatch(const Request& request, const std::string& correlation);
    void reply(const json::Value& id, const std::string& correlation, const calls::Answer& outcome);
    void notify(std::string_view name, json::Value params);

    calls::Answer subscribe(const json::Value& params);
    calls::Answer cancel(const json::Value& params);
    /// `prepared` runs on the runner's thread; what it finds is answered back on this one.
    void operate(const Request& request, const std::string& correlation, calls::Prepared prepared,
                 const std::shared_ptr<Spent>& spent);
    void conclude(const json::Value& id, const std::string& correlation, const Result<calls::Finish>& outcome);
    Monitor monitor();

    SessionState state_;
    Runner& runner_;
    Arrivals& arrivals_;
    Send send_;
    bool greeted_ = false;
    std::weak_ptr<Cancellation> running_; ///< this session's operation
};

} // namespace ekey::host
