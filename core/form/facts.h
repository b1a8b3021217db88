// Outside facts that a form is filled with: today's date, what a certificate says, the list of agencies, the calendar.
#pragma once

#include "core/expression/calendar.h"
#include "core/expression/value.h"
#include "core/identifier/identifier.h"

#include <string>
#include <string_view>

namespace ekey::form {

class Facts {
public:
    /// `facts` is any object. Read from it besides what a form itself names: /today (YYYY-MM-DD) and /certificate/uscc,
    /// which the named checks compare with, and /calendar. Errors: those of expression::Calendar::read, with pointers
    /// into the facts.
    static Result<Facts> read(json::Value facts);

    /// What stands at a pointer; nullptr when nothing does, or null.
    const json::Value* find(std::string_view path) const;
    const expression::Value& value() const { return value_; }
    identifier::Facts forChecks() const { return {today, uscc}; }
    const expression::Calendar& calendar() const { return calendar_; }

private:
    json::Value json;
    expression::Value value_;
    std::string today, uscc;
    expression::Calendar calendar_;
};

} // namespace ekey::form
