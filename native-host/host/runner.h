// Runs what blocks (the token, a window) on a thread of its own, one operation at a time for the whole host.
#pragma once

#include "native-host/host/cancellation.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

namespace ekey::host {

class Runner {
public:
    using Task = std::function<void()>;
    using Post = std::function<void(Task)>;
    /// What a work returns is done by `post`, after the runner is free again.
    using Work = std::function<Task(Cancellation&)>;

    /// `post` hands a task to the thread of the connections; `started` is called by start() when it has started one.
    explicit Runner(Post post, std::function<void()> started = {});
    ~Runner(); ///< cancels and waits
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// What cancels it; null when another operation is running.
    std::shared_ptr<Cancellation> start(Work work);
    bool busy() const; ///< an operation is running, or about to
    /// From any thread: done on the thread of the connections.
    void post(Task task) const { post_(std::move(task)); }

private:
    void run();

    const Post post_;
    const std::function<void()> started_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    Work work_;
    std::shared_ptr<Cancellation> cancellation_; ///< of the operation that runs or is about to
    std::thread thread_;
};

} // namespace ekey::host
