// Between doubles (IEEE 754 binary64) and decimal numbers, exactly: what the C library does by printf and strtod, whose
// 128-bit floating point would be a tenth of the pages' module. Natively and in WebAssembly the same, whatever the
// locale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ekey::json {

/// The double closest to the number at the beginning of a text, of two equally close ones the even one: [sign] digits
/// [. digits] [e [sign] digits]. Too large: infinity. `length`: how many characters the number has; 0 (and the double
/// 0) where there is none.
double toDouble(std::string_view text, std::size_t* length = nullptr);

/// digits × 10^exponent
struct Decimal {
    std::uint64_t digits = 0;
    int exponent = 0;
};

/// The same of a decimal.
double toDouble(Decimal decimal);

inline constexpr int digitsMost = 17; ///< significant digits that tell any two doubles apart

/// All that a finite positive double is, to `digitsMost` digits and whether anything follows them.
class Expansion {
public:
    explicit Expansion(double value);

    /// To 1 … digitsMost digits, correctly rounded, halves to even.
    Decimal rounded(int precision) const;

private:
    unsigned char digits_[digitsMost];
    int exponent_ = 0;  ///< of the first digit
    int following_ = 0; ///< what follows the last digit: 0 nothing, 1 less than a half, 2 a half, 3 more
};

} // namespace ekey::json
