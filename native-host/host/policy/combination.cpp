#include "native-host/host/policy/combination.h"

#include <algorithm>
#include <utility>

namespace ekey::host {
namespace {

class Combination {
public:
    explicit Combination(PolicySource source) { policy.discover = source != PolicySource::commandLine; }

    void administrators(const PolicyLayer& layer)
    {
        common(layer);
        closed.insert(layer.closed.begin(), layer.closed.end());
        for (const Grant& grant : layer.grants) {
            if (Grant* earlier = find(grant.origin)) {
                *earlier = grant;
            } else {
                policy.grants.push_back(grant);
            }
        }
        addModules(layer);
        if (layer.discover) policy.discover = *layer.discover;
        if (layer.pinentry) policy.pinentry = *layer.pinentry;
        if (layer.prompt) policy.limits.prompt = *layer.prompt;
        if (layer.batch) policy.limits.batch = *layer.batch;
        if (layer.idle) policy.limits.idle = *layer.idle;
    }

    void users(const PolicyLayer& layer)
    {
        common(layer);
        for (const Grant& grant : layer.grants) {
            if (Grant* given = find(grant.origin)) {
                narrow(*given, grant, layer.file);
            } else {
                add(grant, layer.file);
            }
        }
        if (!layer.modules.empty() && !withholds("modules", layer.file)) addModules(layer);
        if (layer.pinentry && !withholds("pinentry", layer.file)) policy.pinentry = *layer.pinentry;
        policy.discover = policy.discover && layer.discover.value_or(true);
        lower(policy.limits.prompt, layer.prompt, "promptSeconds", layer.file);
        lower(policy.limits.batch, layer.batch, "batch", layer.file);
        lower(policy.limits.idle, layer.idle, "idleSeconds", layer.file);
    }

    Policy finish()
    {
        for (const std::string& origin : policy.denied) {
            if (const Grant* grant = find(origin)) {
                for (const std::string& file : grant->sources) {
                    withhold("policy.denied", {{"origin", origin}}, file);
                }
            }
        }
        std::erase_if(policy.grants, [this](const Grant& grant) {
            return std::find(policy.denied.begin(), policy.denied.end(), grant.origin) != policy.denied.end();
        });
        return std::move(policy);
    }

private:
    Grant* find(std::string_view origin) { return const_cast<Grant*>(std::as_const(policy).find(origin)); }

    void common(const PolicyLayer& layer)
    {
        policy.files.push_back(layer.file);
        policy.denied.insert(policy.denied.end(), layer.denied.begin(), layer.denied.end());
        if (layer.language) policy.language = *layer.language;
    }

    void addModules(const PolicyLayer& layer)
    {
        policy.modules.insert(policy.modules.end(), layer.modules.begin(), layer.modules.end());
    }

    void add(Grant grant, const std::string& file)
    {
        if (closed.contains("origins")) {
            return withhold("policy.closed_origin", {{"origin", grant.origin}}, file);
        }
        for (const RightName& right : rightNames) {
            if (grant.*right.granted && closed.contains(right.name)) {
                grant.*right.granted = false;
                withhold("policy.closed_right", {{"origin", grant.origin}, {"right", right.name}}, file);
            }
        }
        policy.grants.push_back(std::move(grant));
    }

    void narrow(Grant& given, const Grant& asked, const std::string& file)
    {
        bool taken = false;
        for (const RightName& right : rightNames) {
            if (asked.*right.granted && !(given.*right.granted)) {
                withhold("policy.narrowed", {{"origin", asked.origin}, {"right", right.name}}, file);
            }
            taken = taken || (given.*right.granted && !(asked.*right.granted));
            given.*right.granted = given.*right.granted && asked.*right.granted;
        }
        if (taken) given.sources.push_back(file);
    }

    template <class T>
    void lower(T& limit, const std::optional<T>& wanted, const char* name, const std::string& file)
    {
        if (wanted && *wanted > limit) {
            withhold("policy.limit", {{"limit", name}, {"most", number(limit)}}, file);
        }
        if (wanted) limit = std::min(limit, *wanted);
    }
    static std::int64_t number(std::chrono::seconds time) { return time.count(); }
    static std::int64_t number(std::size_t count) { return static_cast<std::int64_t>(count); }

    bool withholds(const char* what, const std::string& file)
    {
        if (!closed.contains(what)) return false;
        withhold("policy.closed", {{"what", what}}, file);
        return true;
    }

    void withhold(const char* code, json::Value params, const std::string& file)
    {
        params["file"] = file;
        policy.withheld.push_back({code, {}, Severity::warning, std::move(params)});
    }

    Policy policy;
    std::set<std::string, std::less<>> closed;
};

} // namespace

Policy combine(const std::vector<PolicyLayer>& layers, PolicySource source)
{
    Combination combination(source);
    for (const PolicyLayer& layer : layers) {
        if (layer.source == PolicySource::user) {
            combination.users(layer);
        } else {
            combination.administrators(layer);
        }
    }
    return combination.finish();
}

} // namespace ekey::host
