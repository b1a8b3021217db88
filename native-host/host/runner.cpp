#include "native-host/host/runner.h"

#include <utility>

namespace ekey::host {

Runner::Runner(Post post, std::function<void()> started)
    : post_(std::move(post)), started_(std::move(started)), thread_([this] { run(); })
{}

Runner::~Runner()
{
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        if (cancellation_) {
            cancellation_->cancel();
        }
    }
    wake_.notify_one();
    thread_.join();
}

std::shared_ptr<Cancellation> Runner::start(Work work)
{
    std::shared_ptr<Cancellation> cancellation;
    {
        const std::lock_guard lock(mutex_);
        if (cancellation_ || ending_) {
            return nullptr;
        }
        work_ = std::move(work);
        cancellation = cancellation_ = std::make_shared<Cancellation>();
    }
    wake_.notify_one();
    if (started_) started_();
    return cancellation;
}

bool Runner::busy() const
{
    const std::lock_guard lock(mutex_);
    return cancellation_ != nullptr;
}

void Runner::run()
{
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return ending_ || work_; });
        if (ending_) {
            return;
        }
        Work work = std::exchange(work_, nullptr);
        const std::shared_ptr<Cancellation> cancellation = cancellation_;
        lock.unlock();
        Task task = work(*cancellation);
        work = nullptr; // what it was given is free before its end is told
        lock.lock();
        cancellation_ = nullptr;
        lock.unlock();
        post_(std::move(task));
        lock.lock();
    }
}

} // namespace ekey::host
