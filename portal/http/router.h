// Which handler answers which request of the API.
#pragma once

#include "portal/http/answer.h"
#include "portal/http/request.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace ekey::portal::http {

/// Takes a body that is never whole in memory. Destroyed unfinished when the client goes away.
class BodySink {
public:
    virtual ~BodySink() = default;
    /// At most pieceBytes; throws Refused as soon as the body cannot be accepted any more.
    virtual void piece(std::span<const std::uint8_t> bytes) = 0;
    virtual Answer finish() = 0;
};

/// Both run on a worker thread, may block, and refuse by throwing Refused.
using Handler = std::function<Answer(const Request&)>;
using StreamHandler = std::function<std::unique_ptr<BodySink>(const Request&)>;
/// As a handler, but it sees the header only: nothing of the body has been read.
using Check = std::function<void(const Request&)>;

struct Route {
    std::string method;
    std::string pattern;                   ///< "/api/v1/filings/{filing}": a place takes one non-empty segment
    Access access;                         ///< whom it lets in, before any of a body is read
    std::vector<std::string> contentTypes; ///< one of them is demanded of a body; empty: any
    std::size_t bodyBytes = 0;             ///< the largest body; a streaming handler has its own limit
    std::vector<std::string> query;        ///< the members it takes; each must be there
    std::variant<Handler, StreamHandler> handler;
    Check check{}; ///< after that, still before the body is read; none where empty

    bool streams() const { return std::holds_alternative<StreamHandler>(handler); }
};

class Router {
public:
    void add(Route route) { routes_.push_back(std::move(route)); }

    struct Match {
        const Route* route = nullptr;
        bool pathKnown = false; ///< another method has it
        std::vector<std::string> parameters;
    };
    /// HEAD goes to a route of its own, or else to GET's.
    Match match(const std::string& method, const std::string& path) const;
    const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
};

} // namespace ekey::portal::http
