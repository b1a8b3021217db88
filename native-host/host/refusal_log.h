// Lines of the log that others can cause as often as they like: the first of a kind, then their number.
#pragma once

#include "native-host/host/log.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace ekey::host {

/// For one thread.
class RefusalLog {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit RefusalLog(Log& log) : log_(log) {}
    ~RefusalLog(); ///< tells what was not told yet
    RefusalLog(const RefusalLog&) = delete;
    RefusalLog& operator=(const RefusalLog&) = delete;

    /// An event of the log with both sets of fields. Events of one name and one `kind` are written
    /// limits::loggedRefusals times in limits::refusalLog; how many came besides stands, as "more", in one line for
    /// them all, once that time is over and something else comes. Kinds beyond limits::refusalKinds are counted as one.
    void event(std::string_view name, const json::Value& kind, const json::Value& once = json::Value::object(),
               Time now = std::chrono::steady_clock::now());

private:
    struct Kind {
        std::string name;
        json::Value fields;
        Time since;
        std::size_t told = 0;
        std::size_t more = 0;
    };
    void conclude(const Kind& kind);

    Log& log_;
    std::map<std::string, Kind> kinds_;
};

} // namespace ekey::host
