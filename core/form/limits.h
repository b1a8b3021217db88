// What a form and its answers may be at most.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ekey::form {

inline constexpr std::size_t definitionBytes = 1 << 20;
inline constexpr std::size_t pagesMost = 50;
inline constexpr std::size_t itemsMost = 5000; ///< of a form, groups and repeats counted
inline constexpr std::size_t dependenciesMost =
    500'000;                                       ///< of rules on items; whoever reads a group depends on all in it
inline constexpr std::size_t groupDepthMost = 8;   ///< of groups and repeats within each other
inline constexpr std::size_t nameBytes = 40;       ///< of an id of a form, a page or an item
inline constexpr std::size_t codeBytes = 80;       ///< of a rule's code
inline constexpr std::size_t choicesMost = 1000;   ///< of one item
inline constexpr std::size_t choiceBytes = 200;    ///< of one choice's value
inline constexpr std::size_t constraintsMost = 20; ///< of one item; rules of one group
inline constexpr std::size_t instancesMost = 100;  ///< of a repeat
inline constexpr std::size_t instancesInAllMost = 1000; ///< of all repeats of a session
inline constexpr std::int64_t versionMost = 1'000'000;
inline constexpr std::int64_t charactersMost = 10'000;                   ///< of a text
inline constexpr std::int64_t integerMost = (std::int64_t{1} << 53) - 1; ///< what every JSON reader keeps
inline constexpr std::size_t wholeDigitsMost = 15;                       ///< of a decimal, before the point
inline constexpr std::size_t fractionDigitsMost = 6;
inline constexpr std::size_t definitionErrorsMost = 100; ///< that are told at once
inline constexpr std::size_t stepsMost = 100'000;        ///< of one rule's evaluation: core/expression/value.h, Budget

} // namespace ekey::form
