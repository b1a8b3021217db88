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
    /// What the same origin may ask for from now on. Ends an operation that it may not ask for any more, and its
    /// window.
    void setSite(Grant site);
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
    /// An operation to be answered.
    struct Asked {
        json::Value id;
        std::string correlation;
        const RightName* needed = nullptr; ///< null where it needs none
        bool changesPin = false;
    };
    void conclude(const Asked& asked, const Result<calls::Finish>& outcome);
    bool mayHave(const RightName* right) const;
    static void freed(std::size_t bytes);
    Monitor monitor();

    SessionState state_;
    Runner& runner_;
    Arrivals& arrivals_;
    Send send_;
    bool greeted_ = false;
    std::weak_ptr<Cancellation> running_; ///< this session's operation
    const RightName* needed_ = nullptr;   ///< by that one
};

} // namespace ekey::host
