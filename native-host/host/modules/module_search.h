// Which libraries there are on this system, and why some of them are not used.
#pragma once

#include "native-host/host/modules/admission.h"
#include "native-host/host/policy.h"
#include "native-host/platform/module_places.h"

#include <vector>

namespace ekey::host {

struct ModulesFound {
    std::vector<Module> modules{}; ///< the listed ones first, then in the order of looking
    std::vector<SkippedModule> skipped{};
};

/// The policy's own modules and, where it says so, those that are found at `places`. A listed one may belong to this
/// user, a found one only to administrators. Nothing is loaded. Reasons: those of admit() and readAnnouncements();
/// module.disabled, module.remote, module.unnamed; module.twice {other}: the same file is used already, for the path
/// `other`; module.limit {limit}.
ModulesFound findModules(const Policy& policy, const platform::ModulePlaces& places, const WorkerPrograms& workers);

} // namespace ekey::host
