// What a worker needs of a kind of vendor library (PKCS#11 now, GM/T 0016 SKF next).
#pragma once

#include "native-host/token/failure.h"
#include "native-host/token/inventory.h"
#include "native-host/token/request.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace ekey::token {

/// How a driver's operation fails; caught in one place, Worker::handle().
struct Fault {
    Failure failure{};
};

class Driver {
public:
    Driver() = default;
    virtual ~Driver() = default;
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    virtual Inventory inventory() = 0;
    /// Presents the PIN once and leaves the token logged out.
    virtual std::vector<std::uint8_t> sign(const SignRequest& request) = 0;
};

/// Told of every call of the vendor's library, never of its arguments.
class CallTrace {
public:
    CallTrace() = default;
    virtual ~CallTrace() = default;
    CallTrace(const CallTrace&) = delete;
    CallTrace& operator=(const CallTrace&) = delete;

    virtual void entered(const char* function) = 0;
    virtual void returned(const char* function, std::uint64_t microseconds, std::uint64_t code) = 0;
};

} // namespace ekey::token
