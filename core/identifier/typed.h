// What people type around the characters of a code, and what all checks say of it in the same way.
#pragma once

#include "core/identifier/identifier.h"

#include <string>
#include <string_view>

namespace ekey::identifier {

/// What a check of a code begins with: the text without any space, hyphen or invisible character, half-width and upper
/// case, as `normalized`. Empty: there is nothing more to check, because it was blank or because it was no UTF-8
/// (text.encoding).
Checked compact(std::string_view text);

/// The same for checks that normalise by themselves: text.encoding where it is no UTF-8.
Checked unreadable();

/// ASCII only; others stay.
std::string upper(std::string text);
std::string lower(std::string text);

/// A character as a message shows it: itself, or "U+200B" where it could not be seen.
std::string visible(char32_t codePoint);

/// Hyphens and dashes of every kind, the minus sign.
bool isHyphen(char32_t c);
bool isDigit(char32_t c);
/// A to Z.
bool isCapital(char32_t c);
bool areDigits(std::string_view text);

/// `code` {found} when `text` has not `expected` characters.
Errors lengthErrors(const char* code, std::string_view text, std::size_t expected);

/// `code` {position, letter} for every character that may not stand at its position; the first is 1.
using Allowed = bool (*)(char32_t c, std::size_t position);
Errors letterErrors(const char* code, std::string_view text, Allowed allowed);

/// Letters that are mostly digits read wrongly, made those digits: I and L 1, O 0, Z 2, S 5, B 8.
std::string asDigits(std::string text);

/// ASCII text with all but `front` and `back` characters made *, one each; all of them where nothing would be hidden.
std::string starred(std::string_view text, std::size_t front, std::size_t back);

} // namespace ekey::identifier
