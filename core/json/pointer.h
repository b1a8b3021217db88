// Reaching into documents by RFC 6901 pointers whose tokens are plain names: objects only, no arrays, no escapes.
#pragma once

#include "core/json/value.h"

#include <string_view>

namespace ekey::json {

/// 1–4 names of a letter and then letters and digits, each after a slash: "/authorisedUser/mobile".
bool isPath(std::string_view pointer);

/// What stands there; nullptr when nothing does.
const Value* find(const Value& document, std::string_view path);

/// Puts a value there; objects on the way are made, anything else on the way is replaced.
void put(Value& document, std::string_view path, Value value);

/// Takes what stands there out, and the objects on the way that become empty by it.
void erase(Value& document, std::string_view path);

} // namespace ekey::json
