// CEL's operators on values.
#pragma once

#include "core/expression/syntax.h"
#include "core/expression/type.h"

namespace ekey::expression {

/// + - * / % and unary minus (where `right` is not looked at). nullptr, or the code of what went wrong:
/// expression.no_overload, expression.overflow, expression.division_by_zero, expression.text_size.
const char* operate(Operator op, const Value& left, const Value& right, Value& answer);

/// The kinds that an operator answers for operands of these kinds: none where it is not defined for any of them.
Kinds resultKinds(Operator op, Kinds left, Kinds right);

} // namespace ekey::expression
