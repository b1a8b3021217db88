// What the host's side of a worker speaks in.
#pragma once

#include "native-host/token/failure.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>

namespace ekey::token {

/// Limits per class of call; a worker that exceeds one is killed and started anew at the next call.
struct TimeLimits {
    std::chrono::milliseconds query{std::chrono::seconds(10)};
    std::chrono::milliseconds sign{std::chrono::seconds(30)};   ///< each signature
    std::chrono::milliseconds pad{std::chrono::seconds(90)};    ///< a person types the PIN on the token's own pad
    std::chrono::milliseconds write{std::chrono::seconds(180)}; ///< whatever changes what the token holds
};

/// One call of the vendor library as the worker reports it, for the log. Arguments never leave the worker.
struct Call {
    std::string function;
    std::chrono::microseconds duration{};
    std::uint64_t code = 0; ///< the library's own number, 0 is success
};
using Trace = std::function<void(const Call&)>;

/// Codes are those of protocol/: token.*, pin.*, driver.*, user.cancelled.
template <class T>
using Outcome = std::variant<T, Failure>;

/// The outcome of a write. One that was cut is token.state_unknown: the library was told to write, and nobody knows
/// whether it did.
template <class T>
struct Written {
    Outcome<T> outcome;
    /// After token.state_unknown: what the tokens hold now, where that could be read.
    std::optional<Inventory> after{};
};

/// Whether the caller has given up already. A call asks it once, as soon as cancel() would end it, so that giving up
/// just before a call is not lost.
using Abandoned = std::function<bool()>;

} // namespace ekey::token
