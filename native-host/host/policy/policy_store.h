// The policy that counts now. Its files are looked at when somebody asks, never by a clock: an idle host sleeps.
#pragma once

#include "native-host/host/log.h"
#include "native-host/host/policy/policy_files.h"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace ekey::host {

class PolicyStore {
public:
    /// Reads the files. Errors: those of loadPolicy().
    static Result<std::unique_ptr<PolicyStore>> open(PolicyFiles files);

    /// From any thread. Whoever keeps it keeps an old policy.
    std::shared_ptr<const Policy> current() const;

    /// Reads the files again when they are not those that were read; `always`: in any case. A policy that cannot be
    /// read leaves the last good one in force; where only the user's file cannot, its last good state beside what the
    /// administrators' files say now. Tells the log what happened, and then the listener, if another policy
    /// counts now. On one thread.
    void refresh(Log& log, bool always = false);

    /// Called by refresh(), on its thread.
    void onChange(std::function<void()> listener) { listener_ = std::move(listener); }

    /// Why the files as they are now are not what counts.
    const std::optional<Error>& broken() const { return broken_; }

private:
    using Stamps = std::map<std::filesystem::path, platform::FileStamp>;
    PolicyStore(PolicyFiles files, Stamps stamps, const std::vector<PolicyLayer>& layers);

    const PolicyFiles files_;
    Stamps stamps_; ///< of what was read last
    std::optional<Error> broken_;
    std::optional<PolicyLayer> user_; ///< the last good one of the user's file
    std::function<void()> listener_;
    mutable std::mutex mutex_;
    std::shared_ptr<const Policy> policy_; ///< guarded by mutex_
};

/// An event "policy" with its files and the number of origins; "policy.withheld" for each of what it does not give.
void record(const Policy& policy, Log& log);
/// An event "policy.broken": why files that were read do not count.
void recordBroken(const Error& error, Log& log);

} // namespace ekey::host
