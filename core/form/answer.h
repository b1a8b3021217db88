// One answer: from what was given to what is kept, and from that to what rules see.
//
// What is kept is a value of the rule language, null where it is blank. A text that is not of the item's type ("12a"
// for an integer) is kept as it was typed, for nothing typed is thrown away; rules see it as blank, and it has an
// error.
#pragma once

#include "core/error.h"
#include "core/expression/value.h"
#include "core/form/definition.h"
#include "core/form/facts.h"

#include <optional>

namespace ekey::form {

/// What is kept of `given`, normalised as the item's type and check have it. Numbers and days may be given as text.
/// Errors, pointer empty: answer.type {expected}.
Result<expression::Value> keep(const Item& item, const json::Value& given, const Facts& facts);

/// What rules see of what is kept; blank as valueKinds() has it.
expression::Value seen(const Item& item, const expression::Value& kept);

/// What is kept of a calculation's result; nothing where it is of the wrong type.
std::optional<expression::Value> keepCalculated(const Item& item, const expression::Value& result);

/// As it travels: blank is "" for texts of every kind, [] for choices, else null.
json::Value toJson(const Item& item, const expression::Value& kept);

/// What is wrong with something kept that is not blank, its type, length, range and named check; nothing of its
/// choices. Errors, pointer empty: answer.integer, answer.decimal, answer.fraction {limit}, answer.date, answer.length
/// {limit, found}, answer.short {least, found}, answer.least {least}, answer.most {most}, answer.from {from},
/// answer.until {until}, and those of the named check.
std::optional<Error> wrong(const Item& item, const expression::Value& kept, const Facts& facts);

} // namespace ekey::form
