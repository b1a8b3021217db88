// What the commands of ekey-host have in common.
#pragma once

#include "core/text/messages.h"
#include "native-host/host/modules/admission.h"
#include "native-host/host/policy/policy_files.h"

#include <string>

namespace ekey::host {

struct CommandContext {
    PolicyFiles files;
    text::Messages messages; ///< in the language of whoever started the command
    WorkerPrograms workers{};
    std::string terminal{}; ///< for a window where there is no display; may be empty
    bool json = false;      ///< one line of canonical JSON for programs, instead of text for people
};

/// To standard output. Throws std::system_error where it cannot be written.
void print(const std::string& text);

} // namespace ekey::host
