// Entity tags (RFC 9110 §8.8.3): a change names the state that it was made to.
#pragma once

#include "core/json/value.h"
#include "portal/http/answer.h"
#include "portal/http/request.h"

#include <string>

namespace ekey::portal::http {

/// A strong tag of what a resource is now: equal content, or an equal version of it, equal tag.
std::string entityTag(const json::Value& representation);
std::string entityTag(long long version);
Answer& withTag(Answer& answer, long long version);

/// Refused (428): request.if_match_missing, also where it is “*”, which would change what its sender has not seen.
void demandIfMatch(const Request& request);
/// Compares as RFC 9110 §13.1.1 says, with every tag of a list. Refused: as demandIfMatch, and request.if_match (412).
void demandMatch(const Request& request, const std::string& current);
void demandMatch(const Request& request, long long version);

} // namespace ekey::portal::http
