// The materials module's operations, without the memory business of materials_abi.h: what a file is, and whether it may
// be sent.
#pragma once

#include "core/json/members.h"
#include "core/material/inspection.h"
#include "wasm/json_calls.h"

#include <map>

namespace ekey::wasm {

inline constexpr std::size_t inspectionsMost = 4; ///< under way at once: each may hold 8 MiB

/// materials_abi.h documents the operations.
class Materials {
public:
    /// Misuse: inspection.unknown, inspection.limit, member.base64.
    Answer call(std::string_view request);

private:
    static const Operation<Materials> operations[];

    Outcome inspect(json::Value request);
    Outcome give(json::Value request);
    Outcome abandon(json::Value request);

    /// What an inspection wants next; its verdict, with which it is forgotten.
    using Inspections = std::map<std::int64_t, material::Inspection>;
    Outcome proceed(Inspections::iterator at);

    Inspections inspections_;
    std::int64_t last_ = 0;
};

} // namespace ekey::wasm
