// One connection's conversation: JSON-RPC in, JSON-RPC out. Knows no sockets; lives on the thread of the connections.
#pragma once

#include "native-host/host/certificates.h"
#include "native-host/host/contents.h"
#include "native-host/host/request.h"
#include "native-host/host/runner.h"
#include "native-host/host/services.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace ekey::host {

class Session : public std::enable_shared_from_this<Session> {
public:
    using Send = std::function<void(std::string)>;

    /// `send` is called on the thread of the connections, once for every message received.
    Session(Grant site, Services& services, Runner& runner, Send send);

    void receive(std::string_view message);
    void setSite(Grant site) { site_ = std::move(site); } ///< of the same origin; for requests from now on
    const std::string& origin() const { return site_.origin; }
    /// The connection is gone: ends a running operation and its window.
    void close();

private:
    using Outcome = Result<json::Value>;

    void dispatch(const Request& request, const std::string& correlation);
    void reply(const json::Value& id, const std::string& correlation, const Outcome& outcome);

    Outcome hello(const json::Value& params);
    Outcome openContent(const json::Value& params);
    Outcome appendContent(const json::Value& params);
    Outcome readContent(const json::Value& params) const;
    void listCertificates(const Request& request, const std::string& correlation);
    void authenticate(const Request& request, const std::string& correlation);
    void sign(const Request& request, const std::string& correlation);

    /// `work` runs on the runner's thread, `finish` makes the answer of what it found, back on this one.
    template <class T>
    void operate(const Request& request, const std::string& correlation, std::function<Result<T>(Cancellation&)> work,
                 std::function<json::Value(Session&, T&&)> finish);
    Result<std::optional<std::string>> fingerprint(const std::optional<std::string>& handle) const;
    Status right(bool granted, std::string_view name) const;

    Grant site_;
    Services& services_;
    Runner& runner_;
    Send send_;
    bool greeted_ = false;
    Handles handles_;
    Contents contents_;
    std::weak_ptr<Cancellation> running_; ///< this session's operation
};

} // namespace ekey::host
