#pragma once

#include <string>

namespace ekey::json {

/// A finite number as ECMAScript prints it (ECMA-262, Number::toString, radix 10), which is what RFC 8785 asks for.
std::string numberText(double value);

} // namespace ekey::json
