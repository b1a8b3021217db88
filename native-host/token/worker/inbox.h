// The thread that watches the pipe. It reads the host's frames, and it ends the process when the host is gone or talks
// nonsense: it never waits for the vendor's library, which may hang.
#pragma once

#include "native-host/platform/own_process.h"
#include "native-host/token/wiped_bytes.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace ekey::token {

/// How the worker's process ends by itself.
enum ExitStatus { hostGone = 0, hostTalksNonsense = 64, ownFault = 70 };

class Inbox {
public:
    explicit Inbox(platform::StandardPipes& pipes);
    ~Inbox() = delete; ///< lives as long as the process: its thread only ends with it

    /// The next payload; none when the host is gone, and then the process ends shortly whether finished() is called or
    /// not.
    std::optional<WipedBytes> next();

    /// The library has been left in good order.
    [[noreturn]] void finished();

private:
    void watch();
    [[noreturn]] void leave();

    platform::StandardPipes& pipes;
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<WipedBytes> waiting; ///< guarded by mutex, as is the next
    bool gone = false;
    std::thread thread;
};

} // namespace ekey::token
