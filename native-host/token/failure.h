// How an operation on a token fails, in words of protocol/.
#pragma once

#include "native-host/token/inventory.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace ekey::token {

struct Failure {
    std::string code{};
    PinState pin = PinState::unknown; ///< after pin.incorrect
    /// driver.fault: the library's own number, 0 where it answered "OK" with values out of range or broke the worker's
    /// protocol; driver.crashed: the signal or exit status of the process; token.unsupported, .full, .busy, .readonly:
    /// the library's number where the library said so.
    std::uint64_t number = 0;
    /// The call that failed, or during which the process crashed or hung, where number is the library's. Calls of our
    /// own begin with "worker.".
    std::string function{};
    /// token.state_unknown: the code of what cut the write (driver.crashed, driver.timeout, user.cancelled,
    /// token.removed, driver.fault).
    std::string cause{};

    friend bool operator==(const Failure&, const Failure&) = default;
};

/// What a worker may answer. The client adds driver.crashed, driver.timeout and token.state_unknown, which a worker
/// cannot tell of itself.
inline constexpr std::array<std::string_view, 14> workerFailures{
    "token.none", "token.removed", "token.unsupported", "token.full", "token.busy",  "token.readonly", "pin.incorrect",
    "pin.locked", "pin.last",      "pin.length",        "pin.weak",   "pin.expired", "user.cancelled", "driver.fault"};

constexpr bool isWorkerFailure(std::string_view code)
{
    return std::find(workerFailures.begin(), workerFailures.end(), code) != workerFailures.end();
}

} // namespace ekey::token
