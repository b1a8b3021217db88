// JSON for people to read and edit, one member a line.
#pragma once

#include "core/json/value.h"

#include <string>

namespace ekey::json {

/// Ends with a newline. Never signed or sent: see canonical.h. `value` is built from valid UTF-8 strings.
std::string indented(const Value& value);

} // namespace ekey::json
