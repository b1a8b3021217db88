#include "core/identifier/day.h"
#include "core/identifier/typed.h"

#include <tuple>

namespace ekey::identifier {
namespace {

int number(std::string_view digits)
{
    int value = 0;
    for (const char c : digits) {
        value = value * 10 + (c - '0');
    }
    return value;
}

bool exists(const Day& day)
{
    return day.year >= 1800 && day.month >= 1 && day.month <= 12 && day.day >= 1 &&
           day.day <= monthLength(day.year, day.month);
}

} // namespace

int monthLength(int year, int month)
{
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (leap && month == 2 ? 1 : 0);
}

std::optional<Day> readDay(std::string_view digits)
{
    if (digits.size() != 8 || !areDigits(digits)) return std::nullopt;
    const Day day{number(digits.substr(0, 4)), number(digits.substr(4, 2)), number(digits.substr(6, 2))};
    return exists(day) ? std::optional(day) : std::nullopt;
}

std::optional<Day> readIsoDay(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    return readDay(std::string(text.substr(0, 4)).append(text.substr(5, 2)).append(text.substr(8, 2)));
}

std::string iso(const Day& day)
{
    const auto two = [](int value) { return (value < 10 ? "-0" : "-") + std::to_string(value); };
    return std::to_string(day.year) + two(day.month) + two(day.day);
}

int age(const Day& born, const Day& on)
{
    const bool before = std::tie(on.month, on.day) < std::tie(born.month, born.day);
    return on.year - born.year - (before ? 1 : 0);
}

} // namespace ekey::identifier
