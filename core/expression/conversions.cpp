#include "core/expression/conversions.h"

#include "core/json/decimal.h"
#include "core/json/number.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ekey::expression {
namespace {

bool isOneOf(const std::string& text, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool areDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool textToInt(const std::string& text, Value& to)
{
    const bool negative = text.starts_with('-');
    const std::string_view digits = std::string_view(text).substr(negative || text.starts_with('+') ? 1 : 0);
    if (!areDigits(digits)) return false;
    const std::uint64_t most =
        static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + (negative ? 1 : 0);
    std::uint64_t value = 0;
    for (const char c : digits) {
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (most - digit) / 10) return false;
        value = value * 10 + digit;
    }
    to = static_cast<std::int64_t>(negative ? 0 - value : value);
    return true;
}

/// [sign] digits [. digits] [exponent], with digits on either side of the point: white space, hexadecimal and words
/// are none.
bool isDecimal(std::string_view text)
{
    const auto take = [&text](std::string_view any) {
        const bool found = !text.empty() && any.find(text.front()) != std::string_view::npos;
        if (found) text.remove_prefix(1);
        return found;
    };
    const auto digits = [&take] {
        std::size_t count = 0;
        while (take("0123456789")) {
            ++count;
        }
        return count;
    };
    take("+-");
    std::size_t count = digits();
    if (take(".")) count += digits();
    if (count == 0) return false;
    if (take("eE")) {
        take("+-");
        if (digits() == 0) return false;
    }
    return text.empty();
}

} // namespace

bool toBool(const Value& from, Value& to)
{
    if (const std::string* text = from.text()) {
        const bool yes = isOneOf(*text, {"1", "t", "true", "True", "TRUE"});
        if (!yes && !isOneOf(*text, {"0", "f", "false", "False", "FALSE"})) return false;
        to = yes;
        return true;
    }
    to = from;
    return from.boolean() != nullptr;
}

bool toInt(const Value& from, Value& to)
{
    if (const std::string* text = from.text()) return textToInt(*text, to);
    if (const double* number = from.number()) {
        // Both bounds excluded, as CEL has it: the nearest doubles to the limits lie beyond them or on them.
        if (!(*number > -0x1p63 && *number < 0x1p63)) return false;
        to = static_cast<std::int64_t>(*number);
        return true;
    }
    to = from;
    return from.integer() != nullptr;
}

bool toDouble(const Value& from, Value& to)
{
    if (const std::string* text = from.text()) {
        const double infinite = std::numeric_limits<double>::infinity();
        if (isOneOf(*text, {"Infinity", "+Infinity", "Inf", "+Inf"})) return to = infinite, true;
        if (isOneOf(*text, {"-Infinity", "-Inf"})) return to = -infinite, true;
        if (*text == "NaN") return to = std::nan(""), true;
        if (!isDecimal(*text)) return false;
        to = json::toDouble(*text);
        return true;
    }
    if (const std::int64_t* integer = from.integer()) {
        to = static_cast<double>(*integer);
        return true;
    }
    to = from;
    return from.number() != nullptr;
}

bool toString(const Value& from, Value& to)
{
    if (const bool* truth = from.boolean()) {
        to = std::string(*truth ? "true" : "false");
    } else if (const std::int64_t* integer = from.integer()) {
        to = std::to_string(*integer);
    } else if (const double* number = from.number()) {
        to = std::isfinite(*number) ? json::numberText(*number)
             : std::isnan(*number)  ? std::string("NaN")
                                    : std::string(*number < 0 ? "-Inf" : "+Inf");
    } else {
        to = from;
        return from.text() != nullptr;
    }
    return true;
}

} // namespace ekey::expression
