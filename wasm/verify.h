// The verify module's operations, without the memory business of verify_abi.h: requests and answers as JSON text.
#pragma once

#include "core/json/members.h"
#include "core/signature/chain.h"

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
    struct Answer {
        bool misused; ///< {"errors": […]} about the request itself: call.unknown_op, call.base64, call.time and the
                      ///< codes of json::Members, with pointers into the request
        std::string text; ///< canonical JSON: {"result": …} or {"errors": […]}
    };

    Answer call(std::string_view request);

private:
    struct Outcome {
        bool misused;
        json::Value body;
    };
    static Outcome result(json::Value value) { return {false, {{"result", std::move(value)}}}; }
    static Outcome failed(const Error& error) { return {false, {{"errors", toJson(Errors{error})}}}; }
    static Outcome misused(const Error& error) { return {true, {{"errors", toJson(Errors{error})}}}; }

    Outcome run(json::Value request);
    Outcome verify(json::Value request);
    static Outcome certificate(json::Value request);

    /// Sets the anchors, and forgets the chains to others; what is wrong with them otherwise.
    std::optional<Outcome> trust(const json::Value& files);

    json::Value trusted_; ///< the files as they were given
    std::unique_ptr<signature::ChainMemory> chains_;
};

} // namespace ekey::wasm
