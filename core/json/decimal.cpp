#include "core/json/decimal.h"

#include "core/json/big.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace ekey::json {
namespace {

constexpr int decimalDigits = 800; ///< that are looked at one by one: 767 decide, and one that tells that more follow
constexpr int leastPower = -330;   ///< of ten: every number below is closer to 0 than to the least double
constexpr int mostPower = 310;     ///< every number from there on is infinite
constexpr std::uint64_t infinite = std::uint64_t(0x7FF) << 52;

// std::bit_cast is newer than Emscripten's library.
std::uint64_t bitsOf(double value)
{
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

double fromBits(std::uint64_t bits)
{
    double value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

bool isDecimalDigit(char c) { return c >= '0' && c <= '9'; }

/// What a text says: coefficient × 10^power, with `count` digits in the coefficient.
struct Number {
    Big coefficient;
    std::uint64_t leading = 0; ///< the coefficient where it has at most 19 digits
    int count = 0;
    int power = 0;
};

/// A double's magnitude by its bits: whole × 2^power.
struct Binary {
    explicit Binary(std::uint64_t bits)
    {
        const std::uint64_t biased = bits >> 52;
        whole = (bits & ((std::uint64_t(1) << 52) - 1)) | (biased == 0 ? 0 : std::uint64_t(1) << 52);
        power = static_cast<int>(biased == 0 ? 1 : biased) - 1075;
    }

    std::uint64_t whole;
    int power;
};

/// Less than 0, 0, more than 0: the decimal number against whole × 2^power.
int compare(const Number& number, std::uint64_t whole, int power)
{
    Big decimal = number.coefficient;
    Big binary(whole);
    if (number.power > 0) {
        decimal.multiplyByTenTo(number.power);
    } else {
        binary.multiplyByTenTo(-number.power);
    }
    if (power > 0) {
        binary.shiftLeft(power);
    } else {
        decimal.shiftLeft(-power);
    }
    return decimal.compare(binary);
}

/// About the number, by a few multiplications.
double estimate(const Number& number)
{
    static constexpr double powers[] = {1e1, 1e2, 1e4, 1e8, 1e16, 1e32, 1e64, 1e128, 1e256};
    double value = static_cast<double>(number.leading);
    for (unsigned left = static_cast<unsigned>(std::abs(number.power)), i = 0; left != 0; left >>= 1, ++i) {
        if (left & 1) {
            value = number.power > 0 ? value * powers[i] : value / powers[i];
        }
    }
    return value;
}

/// The bits of the largest double that is not above the number, by halving an interval of them: doubles are ordered as
/// their bits.
std::uint64_t floorOf(const Number& number)
{
    const auto reaches = [&number](std::uint64_t bits) {
        const Binary binary(bits);
        return compare(number, binary.whole, binary.power) >= 0;
    };
    std::uint64_t low = 0;
    std::uint64_t high = infinite; // the first that is above
    if (number.count <= std::numeric_limits<std::uint64_t>::digits10) {
        constexpr std::uint64_t off = 16; // units in the last place: more than nine roundings
        const std::uint64_t guess = std::min(bitsOf(estimate(number)), infinite);
        const std::uint64_t below = guess > off ? guess - off : 0;
        const std::uint64_t above = guess < infinite - off ? guess + off : infinite;
        if (below < infinite && reaches(below)) low = below;
        if (above == infinite || !reaches(above)) high = above;
    }
    while (high - low > 1) {
        const std::uint64_t middle = low + (high - low) / 2;
        (reaches(middle) ? low : high) = middle;
    }
    return low;
}

double closest(const Number& number)
{
    constexpr double exactTens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    constexpr int exactDigits = 15;
    if (number.coefficient.isZero()) return 0;
    if (number.count <= exactDigits && std::abs(number.power) < static_cast<int>(std::size(exactTens))) {
        // Both are doubles, so that one operation rounds once (Clinger 1990).
        const auto whole = static_cast<double>(number.leading);
        return number.power < 0 ? whole / exactTens[-number.power] : whole * exactTens[number.power];
    }
    if (number.count + number.power > mostPower) return std::numeric_limits<double>::infinity();
    if (number.count + number.power < leastPower) return 0;
    std::uint64_t bits = floorOf(number);
    const Binary binary(bits);
    const int half = compare(number, 2 * binary.whole + 1, binary.power - 1);
    if (half > 0 || (half == 0 && (bits & 1) != 0)) ++bits; // the one after the largest is infinity
    return fromBits(bits);
}

/// Takes digits from the text into the number. Those after the first `decimalDigits` count as a last one, if any is not
/// 0.
class Coefficient {
public:
    explicit Coefficient(Number& number) : number_(number) {}

    void take(char digit)
    {
        const auto value = static_cast<std::uint32_t>(digit - '0');
        if (number_.count == 0 && value == 0) return;
        if (number_.count < decimalDigits) {
            number_.coefficient.multiplyAdd(10, value);
            number_.leading = number_.leading * 10 + value;
            ++number_.count;
        } else {
            ++beyond;
            more = more || value != 0;
        }
    }

    int beyond = 0;
    bool more = false;

private:
    Number& number_;
};

} // namespace

double toDouble(std::string_view text, std::size_t* length)
{
    constexpr int exponentMost = 1'000'000'000; // so that no text overflows it
    std::size_t at = 0;
    const auto peek = [&text](std::size_t place) { return place < text.size() ? text[place] : '\0'; };
    const bool negative = peek(0) == '-';
    if (negative || peek(0) == '+') ++at;

    Number number;
    Coefficient coefficient(number);
    std::size_t digits = 0;
    int fraction = 0;
    for (; isDecimalDigit(peek(at)); ++at, ++digits) {
        coefficient.take(text[at]);
    }
    const int wholeBeyond = coefficient.beyond;
    if (peek(at) == '.' && (digits > 0 || isDecimalDigit(peek(at + 1)))) {
        for (++at; isDecimalDigit(peek(at)); ++at, ++digits) {
            const int before = coefficient.beyond;
            coefficient.take(text[at]);
            fraction += coefficient.beyond == before ? 1 : 0;
        }
    }
    if (length) *length = digits == 0 ? 0 : at;
    if (digits == 0) return 0;
    if (coefficient.more) {
        number.coefficient.multiplyAdd(10, 1);
        ++number.count;
        --number.power;
    }
    int exponent = 0;
    const std::size_t sign = peek(at + 1) == '-' || peek(at + 1) == '+' ? 1 : 0;
    if ((peek(at) == 'e' || peek(at) == 'E') && isDecimalDigit(peek(at + 1 + sign))) {
        const bool down = peek(at + 1) == '-';
        for (at += 1 + sign; isDecimalDigit(peek(at)); ++at) {
            exponent = exponent < exponentMost / 10 ? exponent * 10 + (text[at] - '0') : exponentMost;
        }
        exponent = down ? -exponent : exponent;
        if (length) *length = at;
    }
    number.power += exponent + wholeBeyond - fraction;
    const double value = closest(number);
    return negative ? -value : value;
}

double toDouble(Decimal decimal)
{
    Number number;
    number.coefficient = Big(decimal.digits);
    number.leading = decimal.digits;
    number.power = decimal.exponent;
    for (std::uint64_t left = decimal.digits; left != 0; left /= 10) {
        ++number.count;
    }
    return closest(number);
}

Expansion::Expansion(double value)
{
    const Binary binary(bitsOf(value));
    Big rest(binary.whole);
    Big unit(1);
    (binary.power > 0 ? rest : unit).shiftLeft(std::abs(binary.power));
    const auto isBelowUnit = [&] { return rest.compare(unit) < 0; };
    for (; isBelowUnit(); --exponent_) {
        rest.multiplyAdd(10);
    }
    for (Big ten = unit;; unit = ten, ++exponent_) {
        ten.multiplyAdd(10);
        if (rest.compare(ten) < 0) break;
    }
    for (unsigned char& digit : digits_) {
        for (digit = 0; !isBelowUnit(); ++digit) {
            rest.subtract(unit);
        }
        rest.multiplyAdd(10);
    }
    unit.multiplyAdd(5); // `rest` is ten times what follows
    const int half = rest.compare(unit);
    following_ = rest.isZero() ? 0 : half < 0 ? 1 : half == 0 ? 2 : 3;
}

Decimal Expansion::rounded(int precision) const
{
    Decimal decimal{0, exponent_ - (precision - 1)};
    for (int i = 0; i < precision; ++i) {
        decimal.digits = decimal.digits * 10 + digits_[i];
    }
    bool more = following_ != 0;
    for (int i = precision + 1; i < digitsMost; ++i) {
        more = more || digits_[i] != 0;
    }
    const bool odd = (decimal.digits & 1) != 0;
    const bool up = precision == digitsMost ? following_ == 3 || (following_ == 2 && odd)
                                            : digits_[precision] > 5 || (digits_[precision] == 5 && (more || odd));
    if (up) ++decimal.digits;
    return decimal;
}

} // namespace ekey::json
