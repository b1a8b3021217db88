// What all keys plugged in hold, over the workers of all modules.
#pragma once

#include "core/signature/certificate.h"
#include "native-host/host/cancellation.h"
#include "native-host/host/log.h"
#include "native-host/host/modules/admission.h"
#include "native-host/token/worker_client.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ekey::host {

using signature::Certificate;
using signature::Der;

/// A certificate whose key the token holds.
struct Held {
    Certificate certificate;
    token::TokenInfo token;
    std::vector<std::uint8_t> id{};
    std::size_t module = 0;
    std::string driver{}; ///< the library's file name, where another library shows this certificate, too
    bool expired = false; ///< when it was chosen
};

/// A token as it is plugged in.
struct Plugged {
    token::TokenInfo token;
    std::size_t module = 0;
    std::string driver{}; ///< the library's file name, where another library shows this token, too
};

struct Inventory {
    std::vector<Plugged> tokens;
    std::vector<Held> held;
    std::vector<Certificate> authorities; ///< found on the tokens
    std::optional<Error> failure;         ///< of a module that could not be asked, the last of them
};

/// A worker's failure in words and parameters of the protocol. `limit` is the time that the call had.
Error toError(const token::Failure& failure, std::chrono::milliseconds limit, const token::TokenInfo* token = nullptr);

/// Whether a call of a vendor's library gets a line in the log: it failed, or took limits::slowCall.
bool isNotable(const token::Call& call);

/// Blocking; used by one operation at a time.
class Tokens {
public:
    /// One worker a module, of the module's width; `modules` were admitted with the same `programs`.
    Tokens(std::vector<Module> modules, const WorkerPrograms& programs, Log& log);

    /// A module that fails does not keep the others from being asked: it is for the caller to say whether what they
    /// have is enough. Failures: driver.*.
    Inventory inventory(Cancellation& cancellation);

    /// What each module's tokens hold, or why it does not say.
    struct Seen {
        const Module& module;
        token::Outcome<token::Inventory> outcome;
        std::chrono::milliseconds limit; ///< that the call had
    };
    std::vector<Seen> look(Cancellation& cancellation);

    /// One raw signature. `input` as the mechanism wants it. Errors: token.*, pin.*, driver.*, user.cancelled.
    Result<Der> sign(const Held& key, token::Mechanism mechanism, token::Credential credential,
                     std::span<const std::uint8_t> input, Cancellation& cancellation);

    /// Several raw signatures under one presentation of the PIN; `progress` is told how many there are so far. Errors:
    /// as sign().
    Result<std::vector<Der>> signBatch(const Held& key, token::Mechanism mechanism, token::Credential credential,
                                       const std::vector<Der>& inputs, const std::function<void(int)>& progress,
                                       Cancellation& cancellation);

    /// Errors: those of sign(), pin.weak, token.readonly, token.state_unknown.
    Status changePin(const Plugged& token, token::Credential present, token::Secret fresh, Cancellation& cancellation);

    /// One of a module's own, for arrivals.h.
    struct Watched {
        token::WorkerClient& worker;
        const Wildcard& label; ///< of the tokens that the module is for
    };
    std::vector<Watched> watched();

private:
    /// The error that a failure becomes, after it was logged.
    Error failed(const token::Failure& failure, std::size_t module, std::chrono::milliseconds limit,
                 const token::TokenInfo* token = nullptr);
    void report(const token::Failure& failure, std::size_t module);

    std::vector<Module> modules_;
    std::vector<std::unique_ptr<token::WorkerClient>> workers_; ///< one for each of modules_
    Log& log_;
};

} // namespace ekey::host
