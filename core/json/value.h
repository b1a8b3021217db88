// The JSON value of the whole project. It is nlohmann's type, but nobody outside core/json calls its parse() or dump():
// reading goes through core/json/reader.h, writing of anything signed or sent through core/json/canonical.h.
#pragma once

#include <nlohmann/json.hpp>

namespace ekey::json {

using Value = nlohmann::json;

} // namespace ekey::json
