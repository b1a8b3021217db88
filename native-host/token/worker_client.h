// The host's side of a token worker: one process per vendor library, reached over a pipe. The worker is foreign
// territory: what it answers is parsed as hostile input, and a worker that hangs or dies costs one operation, never the
// host.
#pragma once

#include "native-host/token/container.h"
#include "native-host/token/credential.h"
#include "native-host/token/mechanism.h"
#include "native-host/token/module_options.h"
#include "native-host/token/outcome.h"

#include <map>
#include <memory>
#include <span>
#include <vector>

namespace ekey::token {

/// Blocking; a call waits for the one before it. Starts its process at the first call.
///
/// Every PIN is presented exactly once, and never where the token says that this would be the last try, unless
/// Credential::lastTry. A PIN of a length that the token does not take is pin.length and is not presented. Empty on a
/// token with its own pad.
///
/// Failures of all: token.removed (no such token any more), driver.crashed, driver.timeout, driver.fault,
/// user.cancelled; with a PIN: pin.incorrect, pin.locked, pin.last, pin.length, pin.expired, token.busy; what a call
/// adds stands with it.
class WorkerClient {
public:
    using Bytes = std::vector<std::uint8_t>;
    /// Told of each signature as it comes, on the caller's thread. Does not call the client.
    using Progress = std::function<void(const Bytes&)>;

    /// `program` is ekey-token's absolute path, `module` the vendor library's. The worker sees a minimal environment
    /// and `environment` on top of it. `trace` is called on the caller's thread. `options`: how to call the library.
    WorkerClient(std::string program, std::string module, TimeLimits limits = {},
                 std::map<std::string, std::string> environment = {}, Trace trace = {}, ModuleOptions options = {});
    ~WorkerClient(); ///< ends the process
    WorkerClient(const WorkerClient&) = delete;
    WorkerClient& operator=(const WorkerClient&) = delete;

    Outcome<Inventory> inventory(const Abandoned& abandoned = {});

    /// Whether tokens came or went since it was last asked; they did where a worker is asked for the first time, or
    /// `afresh`. Never waits: none, while another call is running.
    Outcome<std::optional<Changes>> changes(bool afresh = false);

    /// Logs in, signs once, logs out. Only a key that demands it for every signature sees the verified PIN a second
    /// time. Failures: token.none (the token holds no such key), token.unsupported.
    Outcome<Bytes> sign(const std::string& token, std::span<const std::uint8_t> id, Mechanism mechanism,
                        Credential credential, std::span<const std::uint8_t> input, const Abandoned& abandoned = {});

    /// Several signatures under one log-in: 1 to 100 inputs. The first refusal ends it and no PIN is presented again;
    /// cancel() ends it between two signatures. What was signed until then was told to `progress`.
    Outcome<std::vector<Bytes>> signBatch(const std::string& token, std::span<const std::uint8_t> id,
                                          Mechanism mechanism, Credential credential, std::vector<Bytes> inputs,
                                          const Progress& progress = {}, const Abandoned& abandoned = {});

    /// Failures of the writes besides: token.readonly, token.full, token.unsupported, token.state_unknown.
    /// pin.weak: the token does not take the new PIN. Once it has begun cancel() waits for its end, within its time:
    /// whoever typed the PINs learns which of them counts.
    Written<std::monostate> changePin(const std::string& token, Credential old, Secret fresh,
                                      const Abandoned& abandoned = {});

    /// `id`: the new CKA_ID, 1 to 256 bytes, by convention 20 random ones; driver.fault "worker.exists" where a key has
    /// it already. `label`: UTF-8, at most 256 bytes.
    Written<PublicKey> generateKeyPair(const std::string& token, KeyKind kind, std::span<const std::uint8_t> id,
                                       const std::string& label, Credential credential,
                                       const Abandoned& abandoned = {});

    /// The certificate of the key with that id; token.none where the token holds no such key. `der`: X.509, at most
    /// 16,384 bytes; whether it belongs to the key the caller has checked. One that is there already stays as it is.
    Written<std::monostate> installCertificate(const std::string& token, std::span<const std::uint8_t> id,
                                               const std::string& label, std::span<const std::uint8_t> der,
                                               Credential credential, const Abandoned& abandoned = {});

    /// Certificates, public and private keys of that id: all of them, or a report of what the token refused to delete.
    /// token.none where there are none.
    Written<Removal> deleteContainer(const std::string& token, std::span<const std::uint8_t> id, Credential credential,
                                     const Abandoned& abandoned = {});

    /// From any thread: ends the call that is running, which returns user.cancelled, or token.state_unknown when the
    /// library was already writing; but see changePin(). Does nothing when none is running.
    void cancel();

private:
    struct State;
    std::unique_ptr<State> state;
};

} // namespace ekey::token
