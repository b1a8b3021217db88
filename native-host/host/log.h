// What happened, for whoever runs the host: one JSON object a line. Never a PIN, a nonce or a content.
#pragma once

#include "core/json/value.h"

#include <memory>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace ekey::host {

class Log {
public:
    /// `file` empty: standard error. Throws std::exception when the file cannot be written.
    explicit Log(const std::string& file);
    ~Log();

    /// {"at": UTC time, "event": `name`, …fields}. From any thread.
    void event(std::string_view name, json::Value fields = json::Value::object());

private:
    std::shared_ptr<spdlog::logger> logger_;
};

/// 16 hexadecimal digits that join an answer and its lines in the log.
std::string newCorrelation();

} // namespace ekey::host
