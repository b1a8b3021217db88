// The host's side of a token worker: one process per vendor library, reached over a pipe. The worker is foreign
// territory: what it answers is parsed as hostile input, and a worker that hangs or dies costs one operation, never the
// host.
#pragma once

#include "native-host/token/failure.h"
#include "native-host/token/mechanism.h"
#include "native-host/token/module_options.h"
#include "native-host/token/secret.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace ekey::token {

/// Limits per class of call; a worker that exceeds one is killed and started anew at the next call.
struct TimeLimits {
    std::chrono::seconds query{10};
    std::chrono::seconds sign{30};
    std::chrono::seconds pad{90}; ///< sign() with an empty PIN: a person types it on the token's own pad
};

/// One call of the vendor library as the worker reports it, for the log. Arguments never leave the worker.
struct Call {
    std::string function;
    std::chrono::microseconds duration{};
    std::uint64_t code = 0; ///< the library's own number, 0 is success
};
using Trace = std::function<void(const Call&)>;

/// Codes are those of protocol/: token.removed (no such token any more), token.none (the token holds no such key),
/// pin.incorrect, pin.locked, pin.length, pin.expired, user.cancelled, driver.crashed, driver.timeout, driver.fault.
template <class T>
using Outcome = std::variant<T, Failure>;

/// Whether the caller has given up already. A call asks it once, as soon as cancel() would end it, so that giving up
/// just before a call is not lost.
using Abandoned = std::function<bool()>;

/// Blocking; one caller at a time. Starts its process at the first call.
class WorkerClient {
public:
    /// `program` is ekey-token's absolute path, `module` the vendor library's. The worker sees a minimal environment
    /// and `environment` on top of it. `trace` is called on the caller's thread. `options`: how to call the library.
    WorkerClient(std::string program, std::string module, TimeLimits limits = {},
                 std::map<std::string, std::string> environment = {}, Trace trace = {}, ModuleOptions options = {});
    ~WorkerClient(); ///< ends the process
    WorkerClient(const WorkerClient&) = delete;
    WorkerClient& operator=(const WorkerClient&) = delete;

    Outcome<Inventory> inventory(const Abandoned& abandoned = {});

    /// Logs in, signs once, logs out. The PIN is presented exactly once; only a key that demands it for every signature
    /// sees the verified PIN a second time. Empty on a token with its own pad. A PIN of a length that the token does
    /// not take is pin.length and is not presented.
    Outcome<std::vector<std::uint8_t>> sign(const std::string& token, std::span<const std::uint8_t> id,
                                            Mechanism mechanism, Secret pin, std::span<const std::uint8_t> input,
                                            const Abandoned& abandoned = {});

    /// From any thread: ends the call that is running, which returns user.cancelled. Does nothing when none is running.
    void cancel();

private:
    struct State;
    std::unique_ptr<State> state;
};

} // namespace ekey::token
