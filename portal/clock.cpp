#include "portal/clock.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace ekey::portal {
namespace {

constexpr std::chrono::hours chinaStandardTime{8};

std::string day(std::chrono::sys_days days)
{
    const std::chrono::year_month_day date{days};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

} // namespace

Clock systemClock(Time offset)
{
    return [offset] {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        return std::chrono::duration_cast<std::chrono::seconds>(now).count() + offset;
    };
}

std::string dateInChina(Time time)
{
    const std::chrono::sys_seconds local{std::chrono::seconds{time} + chinaStandardTime};
    return day(std::chrono::floor<std::chrono::days>(local));
}

std::string timestamp(Time time)
{
    const std::chrono::sys_seconds moment{std::chrono::seconds{time}};
    const auto days = std::chrono::floor<std::chrono::days>(moment);
    const std::chrono::hh_mm_ss clock{moment - days};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "T%02d:%02d:%02dZ", static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    return day(days) + text.data();
}

} // namespace ekey::portal
