// Keeps a site from opening one window after another at somebody who does not want them.
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>

namespace ekey::host {

/// For one thread at a time. Knows only origins that a policy lists, so it stays small.
class Ration {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// How long no window may be opened for that origin; nothing: one may be opened now.
    std::optional<std::chrono::seconds> wait(const std::string& origin, Time now);
    /// A window was not answered with yes: refused, or given up by its page.
    void refused(const std::string& origin, Time now);
    /// Nobody was there: that alone is enough for a pause, since such a window keeps the host's one operation for long.
    void leftAlone(const std::string& origin, Time now);
    void accepted(const std::string& origin) { refusals_.erase(origin); }

private:
    std::map<std::string, std::deque<Time>> refusals_; ///< the oldest first
};

} // namespace ekey::host
