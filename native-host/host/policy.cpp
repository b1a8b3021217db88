#include "native-host/host/policy.h"

#include "native-host/host/policy/combination.h"

#include <algorithm>

namespace ekey::host {

std::vector<std::string> Grant::rights() const
{
    std::vector<std::string> names;
    for (const RightName& right : rightNames) {
        if (this->*right.granted) names.emplace_back(right.name);
    }
    return names;
}

const RightName* findRight(std::string_view name)
{
    const auto found =
        std::find_if(rightNames.begin(), rightNames.end(), [&](const RightName& one) { return one.name == name; });
    return found == rightNames.end() ? nullptr : &*found;
}

const Grant* Policy::find(std::string_view origin) const
{
    const auto found =
        std::find_if(grants.begin(), grants.end(), [&](const Grant& one) { return one.origin == origin; });
    return found == grants.end() ? nullptr : &*found;
}

Result<Policy> Policy::read(std::string_view text, PolicySource source)
{
    auto layer = PolicyLayer::read(text, source, {});
    if (!layer) return layer.error();
    return combine({*std::move(layer)}, source);
}

} // namespace ekey::host
