// Tells of tokens that are plugged in and taken away, while somebody wants to know.
#pragma once

#include "native-host/token/worker_client.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace ekey::token {

/// Told on the watcher's own thread. A token is known by its serial.
class TokenListener {
public:
    TokenListener() = default;
    virtual ~TokenListener() = default;
    TokenListener(const TokenListener&) = delete;
    TokenListener& operator=(const TokenListener&) = delete;

    /// At first all that are there are added.
    virtual void changed(const std::vector<TokenInfo>& added, const std::vector<TokenInfo>& removed) = 0;
    /// The library did not answer; it is asked again, less and less often while it goes on.
    virtual void failed(const Failure& failure) = 0;
};

/// Asks one worker each interval, on a thread that exists only between listen() and stop(). Those two are for one
/// thread at a time.
class Watcher {
public:
    static constexpr std::chrono::milliseconds second{1000};
    static constexpr int slowest = 60; ///< intervals between two questions to a library that keeps failing

    /// Keeps the client, which must outlive it.
    explicit Watcher(WorkerClient& client, std::chrono::milliseconds interval = second);
    ~Watcher(); ///< stop()
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    /// Takes the place of a listener before; it must outlive the next stop(). Not from the listener itself.
    void listen(TokenListener& listener);
    /// Afterwards nothing is told and nothing runs. Waits for a question that is being asked. Not from the listener
    /// itself.
    void stop();

private:
    void watch(TokenListener& listener);
    bool pause(std::chrono::milliseconds time);

    WorkerClient& client;
    const std::chrono::milliseconds interval;
    std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false; ///< guarded by mutex
    std::thread thread;
};

} // namespace ekey::token
