#include "core/json/number.h"

#include "core/json/decimal.h"

#include <cstdlib>

namespace ekey::json {
namespace {

/// The fewest digits that read back as `value`, and of those the closest to it.
Decimal shortest(double value)
{
    const Expansion expansion(value);
    Decimal decimal = expansion.rounded(digitsMost);
    for (int precision = 1; precision < digitsMost; ++precision) {
        Decimal candidate = expansion.rounded(precision);
        // Above a power of two the doubles lie twice as far apart as below: the next decimal up may read back
        // although the closest one does not (2^-44).
        if (toDouble(candidate) != value) ++candidate.digits;
        if (toDouble(candidate) == value) {
            decimal = candidate;
            break;
        }
    }
    while (decimal.digits % 10 == 0) {
        decimal.digits /= 10;
        ++decimal.exponent;
    }
    return decimal;
}

} // namespace

std::string numberText(double value)
{
    if (value == 0) return "0";
    if (value < 0) return "-" + numberText(-value);
    const Decimal decimal = shortest(value);
    const std::string digits = std::to_string(decimal.digits);
    const int count = static_cast<int>(digits.size());
    const int point = count + decimal.exponent; // value = 0.digits × 10^point
    if (point > 21 || point < -5) {
        const std::string fraction = count > 1 ? "." + digits.substr(1) : "";
        return digits[0] + fraction + (point > 0 ? "e+" : "e-") + std::to_string(std::abs(point - 1));
    }
    if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    if (point >= count) return digits + std::string(static_cast<std::size_t>(point - count), '0');
    const auto whole = static_cast<std::size_t>(point);
    return digits.substr(0, whole) + "." + digits.substr(whole);
}

} // namespace ekey::json
