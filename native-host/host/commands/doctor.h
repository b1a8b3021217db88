// ekey-host doctor: why the key does not work, and the one thing to do next.
#pragma once

#include "native-host/host/commands/command.h"
#include "native-host/host/diagnosis.h"

#include <span>

namespace ekey::host {

struct DoctorOptions {
    std::vector<std::string> unprotected{}; ///< what platform::harden() did not find
    std::optional<std::uint16_t> port{};    ///< the host was started with it
};

/// A table with a mark a step, then what to do next in both languages. `marks`: ✓ and ✗ for a terminal, words
/// otherwise.
std::string diagnosisText(const std::vector<Step>& steps, const text::Messages& messages,
                          std::span<const text::Messages> bothLanguages, bool marks);

/// The exit status: 1 where a step has failed.
Result<int> doctor(const CommandContext& context, const DoctorOptions& options);

} // namespace ekey::host
