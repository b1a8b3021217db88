#include "core/signature/time.h"

#include "core/signature/openssl_ptr.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace ekey::signature {

namespace {

constexpr Time daySeconds = 86400;

/// Days since 1970-01-01 in the proleptic Gregorian calendar; years begin in March, so that a leap day is the last one.
std::int64_t daysFromCivil(std::int64_t year, unsigned month, unsigned day)
{
    year -= month <= 2;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto yearOfEra = static_cast<unsigned>(year - era * 400);
    const unsigned dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const unsigned dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146097 + static_cast<std::int64_t>(dayOfEra) - 719468;
}

} // namespace

std::optional<Time> fromAsn1(const ASN1_TIME* time)
{
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1) {
        return std::nullopt;
    }
    const std::int64_t days = daysFromCivil(parts.tm_year + 1900, static_cast<unsigned>(parts.tm_mon + 1),
                                            static_cast<unsigned>(parts.tm_mday));
    return days * daySeconds + parts.tm_hour * 3600 + parts.tm_min * 60 + parts.tm_sec;
}

std::string timestamp(Time time)
{
    std::int64_t days = time / daySeconds;
    std::int64_t seconds = time % daySeconds;
    if (seconds < 0) {
        seconds += daySeconds;
        --days;
    }
    // The inverse of daysFromCivil.
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t dayOfEra = days - era * 146097;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
    const std::int64_t day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    const std::int64_t year = yearOfEra + era * 400 + (month <= 2);

    char text[80];
    std::snprintf(text, sizeof text, "%04lld-%02lld-%02lldT%02lld:%02lld:%02lldZ", static_cast<long long>(year),
                  static_cast<long long>(month), static_cast<long long>(day), static_cast<long long>(seconds / 3600),
                  static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60));
    return text;
}

std::optional<Time> fromTimestamp(std::string_view text)
{
    constexpr std::string_view shape = "0000-00-00T00:00:00Z";
    const bool fits = std::equal(text.begin(), text.end(), shape.begin(), shape.end(), [](char c, char expected) {
        return expected == '0' ? c >= '0' && c <= '9' : c == expected;
    });
    if (!fits) {
        return std::nullopt;
    }
    const auto number = [text](std::size_t at, std::size_t digits) {
        unsigned value = 0;
        for (const char c : text.substr(at, digits)) {
            value = value * 10 + static_cast<unsigned>(c - '0');
        }
        return value;
    };
    const Time seconds = number(11, 2) * 3600 + number(14, 2) * 60 + number(17, 2);
    const Time time = daysFromCivil(number(0, 4), number(5, 2), number(8, 2)) * daySeconds + seconds;
    // A day or an hour that does not exist comes out as another one.
    return timestamp(time) == text ? std::optional(time) : std::nullopt;
}

} // namespace ekey::signature
