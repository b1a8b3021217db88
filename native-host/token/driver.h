// What a worker needs of a kind of vendor library (PKCS#11 now, GM/T 0016 SKF next).
#pragma once

#include "native-host/token/container.h"
#include "native-host/token/request.h"

#include <cstdint>
#include <vector>

namespace ekey::token {

/// How a driver's operation fails; caught in one place, Worker::handle().
struct Fault {
    Failure failure{};
};

/// Where a driver puts the signatures of a batch.
class SignatureSink {
public:
    SignatureSink() = default;
    virtual ~SignatureSink() = default;
    SignatureSink(const SignatureSink&) = delete;
    SignatureSink& operator=(const SignatureSink&) = delete;

    /// False: nobody waits for the next one.
    virtual bool take(std::vector<std::uint8_t> signature) = 0;
};

/// Each operation presents the PIN once and leaves the token logged out. All throw Fault.
class Driver {
public:
    Driver() = default;
    virtual ~Driver() = default;
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    virtual Inventory inventory() = 0;
    /// Does not wait. The first answer, and that to who knows nothing yet, is that something has changed.
    virtual Changes changes(const ChangesRequest& request) = 0;
    /// A key that wants the PIN for every signature sees the verified one again. The first refusal ends the batch.
    virtual void sign(const SignRequest& request, SignatureSink& signatures) = 0;

    virtual void changePin(const ChangePinRequest& request) = 0;
    virtual PublicKey generate(const GenerateRequest& request) = 0;
    virtual void install(const InstallRequest& request) = 0;
    virtual Removal remove(const RemoveRequest& request) = 0;
};

/// Told of every call of the vendor's library, never of its arguments.
class CallTrace {
public:
    CallTrace() = default;
    virtual ~CallTrace() = default;
    CallTrace(const CallTrace&) = delete;
    CallTrace& operator=(const CallTrace&) = delete;

    /// False: the host has gone, and this call would change the token: it is not to be made.
    virtual bool entered(const char* function) = 0;
    virtual void returned(const char* function, std::uint64_t microseconds, std::uint64_t code) = 0;
};

} // namespace ekey::token
