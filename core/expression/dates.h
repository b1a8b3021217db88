// The functions on days, which are texts "YYYY-MM-DD". Errors: expression.day {found} for what is no day from 1800 to
// 9999, expression.overflow for a step of more than 100,000 days or a result outside of those years.
#pragma once

#include "core/expression/functions.h"

namespace ekey::expression {

bool days(Call& call, std::span<const Value> arguments, Value& answer);
bool workingDays(Call& call, std::span<const Value> arguments, Value& answer);
bool years(Call& call, std::span<const Value> arguments, Value& answer);
bool addDays(Call& call, std::span<const Value> arguments, Value& answer);
bool addWorkingDays(Call& call, std::span<const Value> arguments, Value& answer);
bool addMonths(Call& call, std::span<const Value> arguments, Value& answer);

} // namespace ekey::expression
