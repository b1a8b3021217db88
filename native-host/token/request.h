// What the host asks of a worker.
#pragma once

#include "native-host/token/mechanism.h"
#include "native-host/token/module_options.h"
#include "native-host/token/secret.h"
#include "native-host/token/wiped_bytes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace ekey::token {

/// Host and worker are installed together; the number catches a half-done update.
inline constexpr std::uint32_t pipeVersion = 2;

/// Comes first, once: which vendor library this worker is for. Answered by Opened.
struct OpenRequest {
    std::string module{}; ///< absolute path, UTF-8
    ModuleKind kind = ModuleKind::pkcs11;
    Quirks quirks{};
};
struct InventoryRequest {};
struct SignRequest {
    std::string token;
    std::vector<std::uint8_t> id;
    Mechanism mechanism = Mechanism::ecdsa;
    Secret pin;
    std::vector<std::uint8_t> input;
};

struct Request {
    std::uint32_t number = 0;
    std::variant<OpenRequest, InventoryRequest, SignRequest> body;
};

/// A whole frame; none when a field is over its limit.
std::optional<WipedBytes> encode(const Request& request);

/// None: a protocol error.
std::optional<Request> decodeRequest(std::span<const std::uint8_t> payload);

} // namespace ekey::token
