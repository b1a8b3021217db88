// What an expression may be at most, so that reading and evaluating one always ends soon and in bounded memory. The two
// limits of depth keep parser, checker and evaluator within half of the 256 KiB that a page's module has for its stack.
#pragma once

#include <cstddef>

namespace ekey::expression {

inline constexpr std::size_t sourceBytes = 32 << 10;  ///< an expression's text
inline constexpr std::size_t nodesMost = 10'000;      ///< parts of one expression
inline constexpr std::size_t depthMost = 200;         ///< of parts within parts, and of lists and maps in a value made
inline constexpr std::size_t nestingMost = 64;        ///< of brackets and calls within each other
inline constexpr std::size_t stepsMost = 1'000'000;   ///< of one evaluation: value.h, Budget
inline constexpr std::size_t textBytesMost = 1 << 20; ///< of one text that an evaluation makes
inline constexpr std::size_t errorsMost = 50;         ///< that are told of one expression

} // namespace ekey::expression
