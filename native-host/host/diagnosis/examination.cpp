#include "native-host/host/diagnosis/examination.h"

#include "native-host/host/modules/module_search.h"
#include "native-host/platform/module_places.h"
#include "native-host/token/worker_client.h"

#include <utility>

namespace ekey::host {

ModuleView viewOf(const Module& module, const token::Outcome<token::Inventory>& outcome,
                  std::chrono::milliseconds limit)
{
    ModuleView view{.path = shown(module.path), .label = module.label};
    if (const auto* failure = std::get_if<token::Failure>(&outcome)) {
        view.seen = toError(*failure, limit);
    } else {
        view.seen = std::get<token::Inventory>(outcome);
    }
    return view;
}

ModulesView examineModules(const Policy& policy, const WorkerPrograms& workers)
{
    constexpr token::TimeLimits limits;
    ModulesFound found = findModules(policy, platform::modulePlaces(), workers);
    ModulesView modules{.skipped = std::move(found.skipped)};
    for (const Module& module : found.modules) {
        token::WorkerClient worker(workers.of(module.bits), module.path, limits, module.environment, {},
                                   module.options);
        modules.used.push_back(viewOf(module, worker.inventory(), limits.query));
    }
    return modules;
}

std::vector<std::string> originsOf(const Policy& policy)
{
    std::vector<std::string> origins;
    for (const Grant& grant : policy.grants) {
        origins.push_back(grant.origin);
    }
    return origins;
}

} // namespace ekey::host
