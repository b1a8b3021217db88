// What uploads may take of the portal. Every figure has a test at it and one past it.
#pragma once

#include "portal/clock.h"

#include <cstdint>

namespace ekey::portal::materials {

/// Of all filings of an owner that can still be changed, files on their way included.
inline constexpr std::int64_t ownerBytes = 400'000'000;
/// Of one upload: bodies that are cut off, or sent in crumbs, leave small ones.
inline constexpr int piecesMost = 1024;
/// An upload that nothing was added to for so long is given up.
inline constexpr Time uploadKeptSeconds = 24 * 60 * 60;
inline constexpr Time sweepSeconds = 60 * 60; ///< between two looks for such, and for contents that are nobody's

} // namespace ekey::portal::materials
