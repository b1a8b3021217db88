// The headers that every answer carries, whatever it is.
#pragma once

#include "portal/http/answer.h"

namespace ekey::portal::http {

void addSecurityHeaders(Answer& answer);

} // namespace ekey::portal::http
