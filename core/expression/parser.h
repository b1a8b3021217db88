#pragma once

#include "core/expression/syntax.h"

#include <string_view>

namespace ekey::expression {

/// The tree of an expression, by CEL's grammar. The macros has, all, exists, exists_one, map and filter are nodes of
/// their own. Errors: those of tokens(); expression.syntax {found}, expression.depth {limit}, expression.nodes {limit},
/// expression.macro {macro}, expression.unsupported {found}. Every one has line and column.
Result<Tree> parse(std::string_view source);

} // namespace ekey::expression
