#include "native-host/host/refusal_log.h"

#include "core/json/canonical.h"
#include "native-host/host/limits.h"

#include <utility>

namespace ekey::host {

RefusalLog::~RefusalLog()
{
    for (const auto& [key, kind] : kinds_) {
        conclude(kind);
    }
}

void RefusalLog::event(std::string_view name, const json::Value& kind, const json::Value& once, Time now)
{
    std::erase_if(kinds_, [&](const auto& entry) {
        if (now < entry.second.since + limits::refusalLog) return false;
        conclude(entry.second);
        return true;
    });
    std::string key = std::string(name) + json::canonical(kind);
    json::Value fields = kind;
    if (!kinds_.contains(key) && kinds_.size() >= limits::refusalKinds) {
        key.clear();
        fields = {{"kinds", "others"}};
    }
    Kind& counted =
        kinds_.try_emplace(key, Kind{std::string(key.empty() ? "refusals" : name), fields, now}).first->second;
    if (counted.told == limits::loggedRefusals) {
        ++counted.more;
        return;
    }
    ++counted.told;
    json::Value whole = kind;
    whole.update(once);
    log_.event(name, std::move(whole));
}

void RefusalLog::conclude(const Kind& kind)
{
    if (kind.more == 0) return;
    json::Value fields = kind.fields;
    fields["more"] = kind.more;
    log_.event(kind.name, std::move(fields));
}

} // namespace ekey::host
