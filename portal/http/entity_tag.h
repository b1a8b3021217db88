// Entity tags (RFC 9110 §8.8.3): a change names the state that it was made to.
#pragma once

#include "core/json/value.h"
#include "portal/http/request.h"

#include <string>

namespace ekey::portal::http {

/// A strong tag of what a resource is now: equal content, equal tag.
std::string entityTag(const json::Value& representation);

/// Refused (428): request.if_match_missing.
void demandIfMatch(const Request& request);
/// Compares as RFC 9110 §13.1.1 says: a list, or "*" for any. Refused: as demandIfMatch, and request.if_match (412).
void demandMatch(const Request& request, const std::string& current);

} // namespace ekey::portal::http
