// Days of the Gregorian calendar, as birth dates need them.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace ekey::identifier {

struct Day {
    int year;
    int month;
    int day;

    friend auto operator<=>(const Day&, const Day&) = default;
};

/// Days of a month, 1–12.
int monthLength(int year, int month);

/// YYYYMMDD, or YYYY-MM-DD; only days that exist, from 1800 on.
std::optional<Day> readDay(std::string_view digits);
std::optional<Day> readIsoDay(std::string_view text);
/// YYYY-MM-DD.
std::string iso(const Day& day);

/// Whole years. They are counted up on the birthday itself; who was born on 29 February has it on 1 March in other
/// years.
int age(const Day& born, const Day& on);

} // namespace ekey::identifier
