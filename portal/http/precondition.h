// Changes to what somebody has seen: ETag and If-Match (RFC 9110 §8.8.3, §13.1.1).
#pragma once

#include "portal/http/answer.h"
#include "portal/http/request.h"

namespace ekey::portal::http {

/// A strong entity tag.
std::string entityTag(long long version);
Answer& withTag(Answer& answer, long long version);

/// Refused: request.if_match_missing (428) where the request does not say, or says “*”; request.if_match (412) where it
/// says another.
void demandMatch(const Request& request, long long version);

} // namespace ekey::portal::http
