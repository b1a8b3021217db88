// The verify module's operations, without the memory business of verify_abi.h: requests and answers as JSON text.
#pragma once

#include "core/json/members.h"
#include "core/signature/chain.h"
#include "wasm/json_calls.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::wasm {

inline constexpr std::size_t verifyRequestBytes = 16 << 20; ///< the longest request, revocation lists included
inline constexpr std::size_t anchorsMost = 100;             ///< files of authorities in one request
inline constexpr std::size_t revocationListsMost = 100;     ///< files of them in one request

/// verify_abi.h documents the operations.
class Verifier {
public:
    /// Misuse: call.base64, call.time.
    Answer call(std::string_view request);

private:
    static const Operation<Verifier> operations[];

    Outcome verify(json::Value request);
    Outcome certificate(json::Value request);

    /// Sets the anchors, and forgets the chains to others; what is wrong with them otherwise.
    std::optional<Outcome> trust(const json::Value& files);

    json::Value trusted_; ///< the files as they were given
    std::unique_ptr<signature::ChainMemory> chains_;
};

} // namespace ekey::wasm
