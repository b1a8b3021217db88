// Strict reading of JSON request bodies. What is wrong with one is refused with 400 and core/json's own code.
#pragma once

#include "core/json/members.h"
#include "portal/http/request.h"

namespace ekey::portal::http {

/// Any JSON value; json::Members refuses what is no object.
json::Value readJson(const Request& request);
/// The body must be `{}`.
void demandEmptyObject(const Request& request);
void demand(json::Members& members);

} // namespace ekey::portal::http
