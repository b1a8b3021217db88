// The portal's log: one JSON object a line. What goes in is chosen field by field: codes, counts, ids; never a PIN, a
// nonce, a cookie, or anything from a submission or a material.
#pragma once

#include "core/json/value.h"

#include <string>
#include <string_view>

namespace ekey::portal::log {

/// To `file` (appended), or to standard error when it is empty. Throws when the file cannot be opened.
void open(const std::string& file);

void info(std::string_view event, json::Value fields = json::Value::object());
void warning(std::string_view event, json::Value fields = json::Value::object());
void error(std::string_view event, json::Value fields = json::Value::object());

} // namespace ekey::portal::log
