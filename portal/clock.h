// The time is an input: one clock for the whole portal, so that tests and demonstrations can stand at any moment.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace ekey::portal {

using Time = std::int64_t; ///< seconds since 1970-01-01T00:00:00Z
using Clock = std::function<Time()>;

/// The system's clock, `offset` seconds ahead (negative: behind).
Clock systemClock(Time offset = 0);

/// The calendar day in China (UTC+8 all year), where the portal's deadlines apply: "2026-11-23".
std::string dateInChina(Time time);
/// RFC 3339 in UTC: "2026-11-23T08:30:00Z".
std::string timestamp(Time time);

} // namespace ekey::portal
