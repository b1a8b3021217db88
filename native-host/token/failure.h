// How an operation on a token fails, in words of protocol/.
#pragma once

#include "native-host/token/inventory.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace ekey::token {

struct Failure {
    std::string code{};
    PinState pin = PinState::unknown; ///< after pin.incorrect
    /// driver.fault: the library's own number, 0 where it answered "OK" with values out of range or broke the worker's
    /// protocol; driver.crashed: the signal or exit status of the process.
    std::uint64_t number = 0;
    /// driver.*: the call that failed, or during which the process crashed or hung. Calls of our own begin with
    /// "worker.".
    std::string function{};

    friend bool operator==(const Failure&, const Failure&) = default;
};

/// What a worker may answer. The client adds driver.crashed and driver.timeout, which a worker cannot tell of itself.
inline constexpr std::array<std::string_view, 8> workerFailures{"token.none",     "token.removed", "pin.incorrect",
                                                                "pin.locked",     "pin.length",    "pin.expired",
                                                                "user.cancelled", "driver.fault"};

} // namespace ekey::token
