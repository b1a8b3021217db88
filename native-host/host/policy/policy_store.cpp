#include "native-host/host/policy/policy_store.h"

#include "native-host/host/policy/combination.h"

#include <algorithm>
#include <utility>

namespace ekey::host {
namespace {

bool sameModules(const Policy& one, const Policy& other)
{
    return std::equal(one.modules.begin(), one.modules.end(), other.modules.begin(), other.modules.end(),
                      [](const Module& a, const Module& b) {
                          return a.path == b.path && a.options.kind == b.options.kind &&
                                 a.options.quirks == b.options.quirks && a.label.pattern() == b.label.pattern() &&
                                 a.environment == b.environment;
                      });
}

/// What a running host has made things of: windows, workers.
bool needsRestart(const Policy& before, const Policy& now)
{
    return before.discover != now.discover || before.pinentry != now.pinentry || before.language != now.language ||
           !sameModules(before, now);
}

std::optional<PolicyLayer> userLayer(const std::vector<PolicyLayer>& layers)
{
    const auto found = std::find_if(layers.begin(), layers.end(),
                                    [](const PolicyLayer& one) { return one.source == PolicySource::user; });
    return found == layers.end() ? std::nullopt : std::optional(*found);
}

} // namespace

PolicyStore::PolicyStore(PolicyFiles files, Stamps stamps, const std::vector<PolicyLayer>& layers)
    : files_(std::move(files)), stamps_(std::move(stamps)), user_(userLayer(layers)),
      policy_(std::make_shared<const Policy>(combine(layers, files_.source())))
{}

Result<std::unique_ptr<PolicyStore>> PolicyStore::open(PolicyFiles files)
{
    // Before the reading: what changes meanwhile is seen the next time.
    auto stamps = files.stamps();
    const auto layers = files.read();
    if (!layers) return layers.error();
    return std::unique_ptr<PolicyStore>(new PolicyStore(std::move(files), std::move(stamps), *layers));
}

std::shared_ptr<const Policy> PolicyStore::current() const
{
    const std::lock_guard lock(mutex_);
    return policy_;
}

void PolicyStore::refresh(Log& log, bool always)
{
    auto stamps = files_.stamps();
    if (stamps == stamps_ && !always) return;
    stamps_ = std::move(stamps);
    auto layers = files_.read();
    broken_ = layers ? std::nullopt : std::optional(layers.error());
    if (broken_) {
        recordBroken(*broken_, log);
        // What an administrator says now counts, whatever became of the user's file.
        layers = files_.isPrivate() ? std::move(layers) : files_.readAdministrators();
        if (!layers) return;
        if (user_) (*layers).push_back(*user_);
    }
    user_ = userLayer(*layers);
    const auto before = current();
    auto now = std::make_shared<const Policy>(combine(*layers, files_.source()));
    {
        const std::lock_guard lock(mutex_);
        policy_ = now;
    }
    record(*now, log);
    if (needsRestart(*before, *now)) log.event("policy.restart");
    if (listener_) listener_();
}

void recordBroken(const Error& error, Log& log)
{
    log.event("policy.broken", {{"code", error.code}, {"pointer", error.pointer}, {"params", error.params}});
}

void record(const Policy& policy, Log& log)
{
    log.event("policy", {{"files", policy.files}, {"origins", policy.grants.size()}});
    for (const Error& withheld : policy.withheld) {
        log.event("policy.withheld", {{"code", withheld.code}, {"params", withheld.params}});
    }
}

} // namespace ekey::host
