// What is wrong, in words for whoever runs the host.
#pragma once

#include "core/error.h"
#include "core/text/messages.h"

#include <string>

namespace ekey::host {

/// The catalogue's text. Of a file that is wrong as JSON (json.*, member.*) also which file, and where in it.
std::string errorText(const Error& error, const text::Messages& messages);

} // namespace ekey::host
