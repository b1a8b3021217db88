// What all keys plugged in hold, over the workers of all modules.
#pragma once

#include "core/signature/certificate.h"
#include "native-host/host/cancellation.h"
#include "native-host/host/log.h"
#include "native-host/host/modules/admission.h"
#include "native-host/token/worker_client.h"

#include <chrono>
#include <memory>
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
};

struct Inventory {
    std::vector<Held> held;
    std::vector<Certificate> authorities; ///< found on the tokens
};

/// A worker's failure in words and parameters of the protocol. `limit` is the time that the call had.
Error toError(const token::Failure& failure, std::chrono::milliseconds limit, const token::TokenInfo* token = nullptr);

/// Blocking; used by one operation at a time.
class Tokens {
public:
    /// One worker a module, of the module's width; `modules` were admitted with the same `programs`.
    Tokens(std::vector<Module> modules, const WorkerPrograms& programs, Log& log);

    /// A module that fails is passed over while another one has something to offer. Errors: driver.*.
    Result<Inventory> inventory(Cancellation& cancellation);

    /// One raw signature. `input` as the mechanism wants it. Errors: token.*, pin.*, driver.*, user.cancelled.
    Result<Der> sign(const Held& key, token::Mechanism mechanism, token::Credential credential,
                     std::span<const std::uint8_t> input, Cancellation& cancellation);

private:
    void report(const token::Failure& failure, std::size_t module);

    std::vector<Module> modules_;
    std::vector<std::unique_ptr<token::WorkerClient>> workers_; ///< one for each of modules_
    Log& log_;
};

} // namespace ekey::host
