// What an expression may be at most, so that reading and evaluating one always ends soon and in bounded memory.
#pragma once

#include <cstddef>

namespace ekey::expression {

inline constexpr std::size_t sourceBytes = 32 << 10;  ///< an expression's text
inline constexpr std::size_t nodesMost = 10'000;      ///< parts of one expression
inline constexpr std::size_t depthMost = 200;         ///< of parts within parts, and of lists and maps in a value made
inline constexpr std::size_t stepsMost = 1'000'000;   ///< of one evaluation: value.h, Budget
inline constexpr std::size_t textBytesMost = 1 << 20; ///< of one text that an evaluation makes
inline constexpr std::size_t errorsMost = 50;         ///< that are told of one expression

} // namespace ekey::expression
