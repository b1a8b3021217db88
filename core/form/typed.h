// Numbers and days as people type them: full-width, with spaces, with the commas of thousands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ekey::form {

/// ±(2^53−1) at most; nothing where it is no integer.
std::optional<std::int64_t> typedInteger(std::string_view text);
/// As it is kept: no zeros before the first digit or behind the last, at most wholeDigitsMost before the point.
std::optional<std::string> typedDecimal(std::string_view text);
/// YYYY-MM-DD, from that or with 年月日, slashes, points or nothing between; only days that exist, from 1800 on.
std::optional<std::string> typedDay(std::string_view text);

} // namespace ekey::form
