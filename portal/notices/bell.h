// What wakes the delivery when a mail is put. The process has one, so that whoever puts a mail needs nothing but the
// database's session. It may ring for nothing: its listener looks into the database.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace ekey::portal::notices {

class Bell {
public:
    void ring()
    {
        {
            const std::lock_guard lock(mutex_);
            ++rung_;
        }
        changed_.notify_all();
    }

    std::uint64_t rung()
    {
        const std::lock_guard lock(mutex_);
        return rung_;
    }

    /// Until it has rung since rung() said `seen`, at most `longest`.
    void wait(std::uint64_t seen, std::chrono::seconds longest)
    {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, longest, [&] { return rung_ != seen; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t rung_ = 0;
};

Bell& bell();

} // namespace ekey::portal::notices
