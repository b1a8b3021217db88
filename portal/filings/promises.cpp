#include "portal/filings/promises.h"

#include "portal/clock.h"

#include <charconv>
#include <chrono>
#include <stdexcept>

namespace ekey::portal::filings {
namespace {

int number(const std::string& day, std::size_t from, std::size_t length)
{
    int value = 0;
    const char* const begin = day.data() + from;
    const auto [end, error] = std::from_chars(begin, begin + length, value);
    if (error != std::errc() || end != begin + length) throw std::invalid_argument("no day");
    return value;
}

std::chrono::sys_days dayOf(const std::string& day)
{
    constexpr std::size_t length = std::string_view("2026-11-25").size();
    if (day.size() != length) throw std::invalid_argument("no day");
    const std::chrono::year_month_day date{std::chrono::year(number(day, 0, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(day, 5, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(day, 8, 2)))};
    if (!date.ok()) throw std::invalid_argument("no day");
    return date;
}

bool isWeekday(std::chrono::sys_days day)
{
    const std::chrono::weekday weekday{day};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

} // namespace

Promise onWeekdays(const std::string& day, int workingDays)
{
    auto at = dayOf(day);
    for (int left = workingDays; left > 0; left -= isWeekday(at) ? 1 : 0) {
        at += std::chrono::days{1};
    }
    // Midnight in UTC is the morning of the same day in China.
    return {dateInChina(at.time_since_epoch() / std::chrono::seconds{1}), true};
}

} // namespace ekey::portal::filings
