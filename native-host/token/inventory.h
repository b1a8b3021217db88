// What a module's tokens hold, as the host needs to know it. Everything here is the vendor library's word.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ekey::token {

/// What the token tells of its PIN counter. PKCS#11: CKF_USER_PIN_COUNT_LOW, _FINAL_TRY, _LOCKED.
enum class PinState : std::uint8_t { unknown, ok, low, last, locked };

/// "unknown", "ok", "low", "last", "locked": as in protocol/.
const char* name(PinState state);

struct TokenInfo {
    std::string serial{}; ///< unique within the module; bytes as the token gives them, not always UTF-8
    std::string label{};  ///< bytes as the token gives them: older Chinese tokens write GBK
    PinState pin = PinState::unknown;
    bool protectedPath = false; ///< the token has a pad of its own
    unsigned pinLeast = 0;      ///< bytes
    unsigned pinMost = 0;       ///< bytes, at most Secret::limit
    /// The token wants a new PIN before it does anything else. PKCS#11: CKF_USER_PIN_TO_BE_CHANGED.
    bool pinToBeChanged = false;
    bool writable = true; ///< PKCS#11: not CKF_WRITE_PROTECTED

    friend bool operator==(const TokenInfo&, const TokenInfo&) = default;
};

/// A certificate object, and the key that belongs to it where the token holds one.
struct TokenCertificate {
    std::string token{};            ///< TokenInfo::serial
    std::vector<std::uint8_t> id{}; ///< CKA_ID, shared with its private key
    std::vector<std::uint8_t> der{};
    /// A key object with this id is seen. Private keys often show only after log-in: then a public key stands for it,
    /// and on a token that shows no keys at all every certificate with an id is taken to have one. Certainty comes with
    /// sign().
    bool hasKey = false;
    /// CKA_ALWAYS_AUTHENTICATE: wants the PIN again for every signature. False where the private key does not show.
    bool alwaysAuthenticate = false;
    std::string label{}; ///< CKA_LABEL, bytes as the token gives them

    friend bool operator==(const TokenCertificate&, const TokenCertificate&) = default;
};

struct Inventory {
    std::vector<TokenInfo> tokens;
    std::vector<TokenCertificate> certificates;

    friend bool operator==(const Inventory&, const Inventory&) = default;
};

/// Whether tokens were plugged in or taken away since the last time it was asked.
struct Changes {
    bool changed = false;
    std::vector<TokenInfo> tokens{}; ///< all that are there now, when something has changed

    friend bool operator==(const Changes&, const Changes&) = default;
};

} // namespace ekey::token
