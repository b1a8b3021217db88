// The named checks as the forms module answers them: as JSON, and packed for ekey_check() of forms_abi.h.
#pragma once

#include "core/identifier/identifier.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ekey::wasm {

/// {"normalized", "errors", "masked", "parts": {name: value}, "suggestion"?}
json::Value toJson(const identifier::Checked& checked);

/// What a caller does wrong with the facts: check.day, where `on` is given and is no day.
std::optional<Error> misusedFacts(const identifier::Facts& facts);

inline constexpr std::size_t partsMost = 8; ///< that any identifier has

/// An answer as one text with the lengths of what stands in it, in UTF-16 code units.
struct Packed {
    bool misused = false;
    /// Errors (canonical JSON, or nothing), normalized, masked, suggestion, then each part's name and value.
    std::string text;
    std::uint32_t errors = 0;
    std::uint32_t normalized = 0;
    std::uint32_t masked = 0;
    std::uint32_t suggestion = 0;
    std::uint32_t parts = 0; ///< how many
    std::uint32_t part[2 * partsMost] = {};
};

/// The check with this number: its place among identifier::names(), from 1 on. check.unknown where there is none.
/// Reuses the memory of `into`.
void check(std::size_t number, std::string_view text, const identifier::Facts& facts, Packed& into);

/// 0: there is no check of that name.
std::size_t numberOf(std::string_view name);

} // namespace ekey::wasm
