// What a request may hold beyond the lengths of its fields: asked by the writer and by the reader of frames.
#pragma once

#include "native-host/token/request.h"

namespace ekey::token {

bool inBounds(const Request::Body& body);

} // namespace ekey::token
