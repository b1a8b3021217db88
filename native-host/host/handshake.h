// Judges an HTTP request before anything else of it is believed. No sockets here: the rules can be read and tested
// alone.
#pragma once

#include "native-host/host/policy.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekey::host {

struct HttpRequest {
    std::string method;
    std::string target;
    unsigned version = 11;                                     ///< 11 is HTTP/1.1
    std::vector<std::pair<std::string, std::string>> fields{}; ///< names in lower case; repeated fields stay apart

    std::size_t count(std::string_view name) const;
    std::string_view value(std::string_view name) const; ///< of the first; empty when there is none
};

struct Verdict {
    enum class Route { refuse, health, session };
    Route route = Route::refuse;
    unsigned status = 403;      ///< of a refusal, which has an empty body and tells a page nothing
    std::string_view reason{};  ///< for the log: "method", "body", "path", "host", "origin", "upgrade", "subprotocol"
    std::optional<Grant> grant; ///< of the listed origin, where the request is not refused
};

/// `port` is the one that the request came in by.
Verdict judge(const HttpRequest& request, std::uint16_t port, const Policy& policy);

} // namespace ekey::host
