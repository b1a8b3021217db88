#include "native-host/host/ration.h"

#include "native-host/host/limits.h"

namespace ekey::host {

std::optional<std::chrono::seconds> Ration::wait(const std::string& origin, Time now)
{
    const auto found = refusals_.find(origin);
    if (found == refusals_.end()) {
        return std::nullopt;
    }
    std::deque<Time>& times = found->second;
    while (!times.empty() && times.front() + limits::refusalMemory <= now) {
        times.pop_front();
    }
    if (times.size() < limits::refusedPrompts) {
        return std::nullopt;
    }
    return std::chrono::ceil<std::chrono::seconds>(times.front() + limits::refusalMemory - now);
}

void Ration::refused(const std::string& origin, Time now) { refusals_[origin].push_back(now); }

void Ration::leftAlone(const std::string& origin, Time now) { refusals_[origin].assign(limits::refusedPrompts, now); }

} // namespace ekey::host
