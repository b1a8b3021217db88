#include "core/json/indented.h"

namespace ekey::json {

std::string indented(const Value& value)
{
    constexpr int spaces = 2;
    return value.dump(spaces) + "\n";
}

} // namespace ekey::json
