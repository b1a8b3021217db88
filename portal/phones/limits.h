// What a one-time code is good for. Every figure has a test at it and one past it.
#pragma once

#include "portal/accounts/limits.h"

namespace ekey::portal::phones {

inline constexpr Time codeSeconds = 10 * 60; ///< a code is good for less than this
inline constexpr int codeTries = 5;          ///< the last wrong one voids it
inline constexpr accounts::Rate codesAtOnce{1, 60};
inline constexpr accounts::Rate codesOfFiling{5, 60 * 60};
inline constexpr accounts::Rate codesToMobile{5, 60 * 60};
inline constexpr accounts::Rate codesOfOwner{20, 60 * 60};
inline constexpr int listedMost = 200; ///< authorisations in a list

} // namespace ekey::portal::phones
