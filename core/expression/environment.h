// What an evaluation needs from its surroundings. The language itself has no clock and no lists.
#pragma once

#include "core/expression/calendar.h"
#include "core/expression/value.h"
#include "core/identifier/identifier.h"

#include <cstdint>

namespace ekey::expression {

class Environment {
public:
    virtual ~Environment() = default;
    /// Of a variable; called each time that an expression reads it.
    virtual Value value(std::uint32_t slot) const = 0;
    /// What the named checks compare with.
    virtual identifier::Facts checkFacts() const { return {}; }
    virtual const Calendar& calendar() const = 0;
};

} // namespace ekey::expression
