// Changes the text of the user's file, and nothing in it but what is asked for.
#pragma once

#include "core/error.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekey::host {

/// The file with those rights given to the origin besides the ones that it has there, and with the origin no longer
/// denied there. `text` empty: there is no file yet. Errors: those of json::read; member.type.
Result<std::string> withOrigin(std::string_view text, const std::string& origin,
                               const std::vector<std::string>& rights);

/// The file without the origin; `deny`: it is denied there, which takes away what an administrator gave. Errors as
/// above.
Result<std::string> withoutOrigin(std::string_view text, const std::string& origin, bool deny);

} // namespace ekey::host
