// What may stand on the command line, in the language of whoever typed it.
#pragma once

#include "native-host/host/commands/command.h"
#include "native-host/host/commands/log_view.h"
#include "native-host/host/commands/package.h"
#include "native-host/host/commands/serve.h"

#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace ekey::host {

struct Options {
    std::string policy;
    std::string systemFolder;
    std::string log;
    std::string language; ///< "zh-CN" or "en"
    ServeOptions serve;
    bool json = false;
    std::string origin;
    std::string hostField;
    std::vector<std::string> rights;
    PackageOptions package;
    LogOptions logView;
    std::vector<std::string> unprotected; ///< what platform::harden() did not find
};

using Command = std::function<Result<int>(const CommandContext&)>;

/// --language where it is one, otherwise the environment's. Help speaks it, so it must be known before the rest of the
/// command line is read.
std::string chooseLanguage(int argc, char** argv);

/// Whether anything but serving may be asked for: texts take longer to read than all else that a start does.
bool showsTexts(int argc, char** argv);

/// Keeps both; they must outlive `app`. After parsing, `chosen` is the command that was named; none: serving.
void describe(CLI::App& app, Options& options, Command& chosen, const text::Messages& messages);

} // namespace ekey::host
