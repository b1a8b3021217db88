// What people type around the characters of a code.
#pragma once

#include <string>
#include <string_view>

namespace ekey::identifier {

/// Normalised text without any space or hyphen, upper case: how codes are written without ornament.
std::string compact(std::string_view text);

/// ASCII only; others stay.
std::string upper(std::string text);
std::string lower(std::string text);

/// A character as a message shows it: itself, or "U+200B" where it could not be seen.
std::string visible(char32_t codePoint);

} // namespace ekey::identifier
