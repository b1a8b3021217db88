// What a worker says to the host: one answer to each request, and before it what the library was seen doing and the
// signatures one by one.
#pragma once

#include "native-host/token/container.h"
#include "native-host/token/failure.h"
#include "native-host/token/wiped_bytes.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace ekey::token {

struct Opened {};
struct Done {};

/// One of those that were asked for, in their order.
struct Signature {
    std::vector<std::uint8_t> bytes; ///< 1 to 1024 bytes
};

/// A call of the library begins: the host can name it if it never returns.
struct Entered {
    std::string function;
};
struct Returned {
    std::string function;
    std::uint64_t microseconds = 0;
    std::uint64_t code = 0;
};

struct Answer {
    using Body =
        std::variant<Opened, Inventory, Changes, Done, PublicKey, Removal, Failure, Entered, Returned, Signature>;
    std::uint32_t number = 0; ///< the request's
    Body body;
};

/// A whole frame; none when a field is over its limit.
std::optional<WipedBytes> encode(const Answer& answer);

/// None: a protocol error. Names of functions are letters, digits, '_' and '.' only; codes are those of workerFailures;
/// serials are unique, and every certificate belongs to one of the tokens; a public key is RSA of 2,048 or 3,072 bits,
/// or a point of P-256 or P-384; no tokens are told where nothing has changed.
std::optional<Answer> decodeAnswer(std::span<const std::uint8_t> payload);

} // namespace ekey::token
