// What happened, for whoever runs the host: one JSON object a line. Never a PIN, a nonce or a content.
#pragma once

#include "core/json/value.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace ekey::host {

/// Where the log stands unless somebody says otherwise, in a private folder of this user's. None where the user has no
/// home.
std::optional<std::filesystem::path> defaultLog();

class Log {
public:
    /// For `file`: standard error.
    static constexpr const char* standardError = "-";

    /// A file that would grow beyond limits::logBytes makes room: "host.log" is renamed to "host.1.log", that one to
    /// "host.2.log", up to limits::oldLogs. Throws std::exception when the file cannot be written.
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
