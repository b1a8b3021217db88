// What operations have in common: a key is chosen, a person consents and types the PIN, the key is at work.
#pragma once

#include "native-host/host/cancellation.h"
#include "native-host/host/certificates.h"
#include "native-host/host/services.h"
#include "native-host/signing/raw_signer.h"
#include "protocol/protocol.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ekey::host {

/// What an operation waited for.
struct Spent {
    std::chrono::microseconds window{}; ///< windows, the programs that show them included
    std::chrono::microseconds key{};    ///< workers and what they call
};

/// Adds the time until its end.
class Stopwatch {
public:
    explicit Stopwatch(std::chrono::microseconds& sum) : sum_(sum) {}
    ~Stopwatch() { sum_ += std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start_); }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    using Clock = std::chrono::steady_clock;
    std::chrono::microseconds& sum_;
    const Clock::time_point start_ = Clock::now();
};

/// Who follows an operation.
struct Monitor {
    std::function<void(const protocol::OperationProgressNotice&)> progress; ///< called from the operation's thread
    std::shared_ptr<Spent> spent; ///< of the operation's thread until it has ended
};

/// Who asked for the operation. What ends it is a Cancellation.
struct Operation {
    Services& services;
    const Grant site;
    const Monitor monitor;
    const std::size_t contents = 1; ///< to be signed

    void tell(const char* state, int done = 0) const
    {
        monitor.progress({state, done, static_cast<std::int64_t>(contents)});
    }
    Spent& spent() const { return *monitor.spent; }
    Inventory inventory(Cancellation& cancellation) const
    {
        const Stopwatch watch(spent().key);
        return services.tokens.inventory(cancellation);
    }
};

struct ChosenKey {
    Held held;
    std::vector<Certificate> authorities;
};

/// What an operation made, and with whose certificate: a page may know whose it is from then on.
template <class T>
struct Made {
    T value;
    std::string fingerprint;
};

signature::Time now();

/// `fingerprint`: of the certificate that the page named. Errors: those of Tokens::inventory and choose; pin.locked.
Result<ChosenKey> chooseKey(const Operation& operation, const std::optional<std::string>& fingerprint, Use use,
                            Cancellation& cancellation);

/// The windows of one operation. Refusals count against the site (ration.h), and are made up for by agreed() alone.
class Windows {
public:
    Windows(const Operation& operation, Cancellation& cancellation) : operation_(operation), cancellation_(cancellation)
    {}

    /// What was typed, empty where nothing is asked for. Errors: user.cancelled, user.timeout, host.prompt {reason};
    /// before the first window host.prompts {seconds}.
    Result<token::Secret> show(platform::Window window);
    /// The person went all the way.
    void agreed();

private:
    const Operation& operation_;
    Cancellation& cancellation_;
    bool begun_ = false;
};

/// One window after the other, each as long as the one before was accepted; the PIN that was typed into the last one,
/// empty where `token` has a pad of its own. Errors: those of Windows::show(); pin.length.
Result<token::Secret> askPin(const Operation& operation, const std::vector<platform::Window>& windows,
                             const token::TokenInfo& token, Cancellation& cancellation);

/// Who typed the PIN where only one try is left was told so by the window: pinWarning().
inline token::Credential credential(const token::TokenInfo& token, token::Secret&& pin)
{
    return {std::move(pin), token.pin == token::PinState::last};
}

/// What the key is to be given for a scheme's digest, and by which mechanism.
struct RawInput {
    token::Mechanism mechanism;
    Der input;
};
RawInput rawInput(std::string_view algorithm, std::span<const std::uint8_t> digest);

/// Signs once with the PIN; a second signature is refused. Keeps references to what it is given.
signing::RawSigner signer(const Operation& operation, const Held& key, token::Secret& pin, Cancellation& cancellation);

} // namespace ekey::host
