// Looks at what a diagnosis wants to know, where no running host can be asked for it.
#pragma once

#include "native-host/host/diagnosis.h"
#include "native-host/host/policy.h"

namespace ekey::host {

/// One module's view, from its worker's answer. `limit`: the time that the worker had.
ModuleView viewOf(const Module& module, const token::Outcome<token::Inventory>& outcome,
                  std::chrono::milliseconds limit);

/// Starts a worker for each library that the policy names or that is found, asks it once, and ends it.
ModulesView examineModules(const Policy& policy, const WorkerPrograms& workers);

std::vector<std::string> originsOf(const Policy& policy);

} // namespace ekey::host
