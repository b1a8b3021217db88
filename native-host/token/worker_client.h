// The host's side of a token worker: one process per vendor library, reached over a pipe. The worker is foreign territory:
// what it answers is parsed as hostile input, and a worker that hangs or dies costs one operation, never the host.
#pragma once

#include "native-host/token/secret.h"

#include <chrono>
#include <cstdint>
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
};

/// What the token tells of its PIN counter. PKCS#11: CKF_USER_PIN_COUNT_LOW, _FINAL_TRY, _LOCKED.
enum class PinState { unknown, ok, low, last, locked };
const char* name(PinState state);

struct TokenInfo {
    std::string serial; ///< unique within the module
    std::string label;
    PinState pin = PinState::unknown;
    bool protectedPath = false; ///< the token has a pad of its own
    unsigned pinLeast = 0;      ///< bytes
    unsigned pinMost = 0;
};

/// A certificate object, and the key that belongs to it where the token holds one.
struct TokenCertificate {
    std::string token; ///< TokenInfo::serial
    std::vector<std::uint8_t> id; ///< CKA_ID, shared with its private key
    std::vector<std::uint8_t> der;
    bool hasKey = false;
    bool alwaysAuthenticate = false; ///< CKA_ALWAYS_AUTHENTICATE: wants the PIN again for every signature
};

struct Inventory {
    std::vector<TokenInfo> tokens;
    std::vector<TokenCertificate> certificates;
};

enum class Mechanism : std::uint16_t {
    rsaPkcs1 = 1, ///< input: DigestInfo (DER); CKM_RSA_PKCS
    ecdsa = 2     ///< input: the digest; output: r ‖ s; CKM_ECDSA
};

/// Codes are those of protocol/: token.removed, token.none, pin.incorrect, pin.locked, pin.length, pin.expired, driver.crashed,
/// driver.timeout, driver.fault.
struct Failure {
    std::string code;
    PinState pin = PinState::unknown; ///< after pin.incorrect
    std::uint64_t number = 0;         ///< driver.fault: the library's own number
    std::string function;             ///< driver.fault: the call that failed
};

template <class T> using Outcome = std::variant<T, Failure>;

/// Blocking; one caller at a time. Starts its process at the first call.
class WorkerClient {
public:
    /// `program` is ekey-token's absolute path, `module` the vendor library's.
    WorkerClient(std::string program, std::string module, TimeLimits limits = {});
    ~WorkerClient(); ///< ends the process

    Outcome<Inventory> inventory();

    /// Logs in, signs once, logs out. The PIN is presented exactly once. Empty on a token with its own pad.
    Outcome<std::vector<std::uint8_t>> sign(const std::string& token, std::span<const std::uint8_t> id, Mechanism mechanism,
                                            Secret pin, std::span<const std::uint8_t> input);

private:
    struct State;
    std::unique_ptr<State> state;
};

} // namespace ekey::token
