// ekey-host log: the log as a table for people.
#pragma once

#include "native-host/host/commands/command.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace ekey::host {

struct LogOptions {
    std::filesystem::path file{};
    std::size_t last = limits::logLines; ///< lines
    bool follow = false;                 ///< and then what comes, until the process is ended
};

/// The last `count` lines of the log and of the files that it was renamed to, the newest last.
std::vector<std::string> lastLines(const std::filesystem::path& file, std::size_t count);

/// Time, event, site, and the text of the code or what else the line says. What the log quotes from others shows no
/// control characters. A line that is none of the log's is shown as it is.
std::vector<std::string> logRow(const std::string& line, const text::Messages& messages);

/// Errors: log.none {file}: there is no log yet.
Result<int> showLog(const CommandContext& context, const LogOptions& options);

} // namespace ekey::host
