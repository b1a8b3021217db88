#include "native-host/host/places.h"

#include "native-host/host/limits.h"

namespace ekey::host {

bool Places::isFree(const std::string& origin) const
{
    const auto found = taken_.find(origin);
    return all_ < limits::connections && (found == taken_.end() || found->second < limits::connectionsOfOrigin);
}

Places::Place Places::take(const std::string& origin)
{
    ++all_;
    ++taken_[origin];
    return Place([this, origin] {
        --all_;
        if (--taken_[origin] == 0) taken_.erase(origin);
    });
}

} // namespace ekey::host
