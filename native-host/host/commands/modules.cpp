#include "native-host/host/commands/modules.h"

#include "native-host/host/modules/listing.h"

namespace ekey::host {

Result<int> listModules(const CommandContext& context)
{
    const auto policy = loadPolicy(context.files);
    if (!policy) return policy.error();
    const ModulesFound found = findModules(*policy, platform::modulePlaces(), context.workers);
    print(context.json ? jsonListing(found) + "\n" : listing(found, context.messages));
    return 0;
}

} // namespace ekey::host
