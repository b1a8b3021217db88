// Where in a JSON text something stands, for people who edit it.
#pragma once

#include <cstddef>
#include <string_view>

namespace ekey::json {

struct Location {
    std::size_t line = 1;   ///< from 1
    std::size_t column = 1; ///< from 1, in characters
};

/// Of the value at an RFC 6901 pointer, or of the innermost value around it that is there. `text` has passed read().
Location locate(std::string_view text, std::string_view pointer);

} // namespace ekey::json
