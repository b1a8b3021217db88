// Tells a running operation, from another thread, that nobody waits for it any more.
#pragma once

#include <functional>
#include <mutex>
#include <utility>

namespace ekey::host {

class Cancellation {
public:
    /// Calls what Scope registered.
    void cancel()
    {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        if (hook_) {
            hook_();
        }
    }

    bool cancelled() const
    {
        const std::lock_guard lock(mutex_);
        return cancelled_;
    }

    /// While it lives, cancel() calls `hook`, which must not block: it wakes up whatever the operation waits for.
    class Scope {
    public:
        Scope(Cancellation& cancellation, std::function<void()> hook) : cancellation_(cancellation)
        {
            const std::lock_guard lock(cancellation_.mutex_);
            cancellation_.hook_ = std::move(hook);
        }
        ~Scope()
        {
            const std::lock_guard lock(cancellation_.mutex_);
            cancellation_.hook_ = nullptr;
        }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

    private:
        Cancellation& cancellation_;
    };

private:
    mutable std::mutex mutex_;
    bool cancelled_ = false;
    std::function<void()> hook_;
};

} // namespace ekey::host
