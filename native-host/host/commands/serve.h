// ekey-host without a command: serves pages.
#pragma once

#include "native-host/host/log.h"
#include "native-host/host/modules/admission.h"
#include "native-host/host/policy/policy_store.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ekey::host {

struct ServeOptions {
    WorkerPrograms workers{};
    std::string terminal{}; ///< for windows where there is no display
    std::string portFile{}; ///< gets the port once the host listens; empty: none
    std::optional<std::uint16_t> port{};
};

/// Until it is told to stop. Errors: start.worker {folder}, start.port.
Status serve(const ServeOptions& options, PolicyStore& policies, Log& log);

} // namespace ekey::host
