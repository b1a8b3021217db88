// What the host asks of a worker.
#pragma once

#include "native-host/token/credential.h"
#include "native-host/token/key_kind.h"
#include "native-host/token/mechanism.h"
#include "native-host/token/module_options.h"
#include "native-host/token/wiped_bytes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace ekey::token {

/// Host and worker are installed together; the number catches a half-done update.
inline constexpr std::uint32_t pipeVersion = 3;

/// Comes first, once: which vendor library this worker is for. Answered by Opened.
struct OpenRequest {
    std::string module{}; ///< absolute path, UTF-8
    ModuleKind kind = ModuleKind::pkcs11;
    Quirks quirks{};
};
struct InventoryRequest {}; ///< Inventory
/// Changes.
struct ChangesRequest {
    bool afresh = false; ///< whoever asks knows nothing yet: everything is new
};
/// A Signature for each input, in order, then Done.
struct SignRequest {
    std::string token;
    std::vector<std::uint8_t> id; ///< CKA_ID, 1 to 256 bytes, as in all requests
    Mechanism mechanism = Mechanism::ecdsa;
    Credential credential;
    std::vector<std::vector<std::uint8_t>> inputs; ///< 1 to 100, each of a size that the mechanism takes
};
/// Done.
struct ChangePinRequest {
    std::string token;
    Credential old;
    Secret fresh;
};
/// PublicKey.
struct GenerateRequest {
    std::string token;
    std::vector<std::uint8_t> id;
    KeyKind kind = KeyKind::p256;
    std::string label; ///< CKA_LABEL, UTF-8
    Credential credential;
};
/// Done.
struct InstallRequest {
    std::string token;
    std::vector<std::uint8_t> id;
    std::string label;
    std::vector<std::uint8_t> der; ///< one that certificateParts() can read
    Credential credential;
};
/// Removal.
struct RemoveRequest {
    std::string token;
    std::vector<std::uint8_t> id;
    Credential credential;
};

struct Request {
    using Body = std::variant<OpenRequest, InventoryRequest, ChangesRequest, SignRequest, ChangePinRequest,
                              GenerateRequest, InstallRequest, RemoveRequest>;
    std::uint32_t number = 0;
    Body body;
};

/// A whole frame; none when a field is out of the bounds that decodeRequest() sets.
std::optional<WipedBytes> encode(const Request& request);

/// None: a protocol error.
std::optional<Request> decodeRequest(std::span<const std::uint8_t> payload);

} // namespace ekey::token
