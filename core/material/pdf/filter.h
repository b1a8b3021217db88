// What a stream's dictionary says was done to its bytes, undone: ISO 32000-1, 7.4.
#pragma once

#include "core/material/pdf/budget.h"
#include "core/material/pdf/object.h"

namespace ekey::material::pdf {

/// No filter, or FlateDecode with or without PNG's predictors: what cross-reference and object streams use. The bytes
/// and what they unpack to are taken from the budget, also where it comes to nothing. nullopt: damaged, another filter,
/// or larger than the budget.
std::optional<std::string> decode(const Object& dictionary, std::string data, Budget& budget);

} // namespace ekey::material::pdf
