#include "native-host/host/policy/policy_store.h"

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

} // namespace

PolicyStore::PolicyStore(PolicyFiles files, Stamps stamps, Policy policy)
    : files_(std::move(files)), stamps_(std::move(stamps)), policy_(std::make_shared<const Policy>(std::move(policy)))
{}

Result<std::unique_ptr<PolicyStore>> PolicyStore::open(PolicyFiles files)
{
    // Before the reading: what changes meanwhile is seen the next time.
    auto stamps = files.stamps();
    auto policy = loadPolicy(files);
    if (!policy) return policy.error();
    return std::unique_ptr<PolicyStore>(new PolicyStore(std::move(files), std::move(stamps), *std::move(policy)));
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
    auto policy = loadPolicy(files_);
    if (!policy) {
        broken_ = policy.error();
        log.event("policy.broken",
                  {{"code", broken_->code}, {"pointer", broken_->pointer}, {"params", broken_->params}});
        return;
    }
    broken_.reset();
    const auto before = current();
    auto now = std::make_shared<const Policy>(*std::move(policy));
    {
        const std::lock_guard lock(mutex_);
        policy_ = now;
    }
    record(*now, log);
    if (needsRestart(*before, *now)) log.event("policy.restart");
    if (listener_) listener_();
}

void record(const Policy& policy, Log& log)
{
    log.event("policy", {{"files", policy.files}, {"origins", policy.grants.size()}});
    for (const Error& withheld : policy.withheld) {
        log.event("policy.withheld", {{"code", withheld.code}, {"params", withheld.params}});
    }
}

} // namespace ekey::host
