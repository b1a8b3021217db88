// CEL's conversions between bool, int, double and string. Each is false where the value cannot be converted.
#pragma once

#include "core/expression/value.h"

namespace ekey::expression {

/// Texts: 1, t, true, True, TRUE and their opposites.
bool toBool(const Value& from, Value& to);
/// A double towards zero, within int's range; a text of decimal digits with or without a minus.
bool toInt(const Value& from, Value& to);
/// A text as a literal is written, with a sign, or Infinity and NaN.
bool toDouble(const Value& from, Value& to);
/// A double as ECMAScript prints it, infinities and NaN as +Inf, -Inf, NaN.
bool toString(const Value& from, Value& to);

} // namespace ekey::expression
