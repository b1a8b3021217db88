// The 18 characters of GB 11643-1999 (公民身份号码), which three documents share: six digits of their own, a birth
// date, a sequence number and a check character (ISO 7064 MOD 11-2).
#pragma once

#include "core/identifier/day.h"
#include "core/identifier/identifier.h"

#include <optional>
#include <string_view>

namespace ekey::identifier {

inline constexpr std::size_t citizenNumberSize = 18;

/// True for 18 characters with a birth date that exists and the right check character.
bool isCitizenNumber(std::string_view code);

/// The check character of the first 17, which are digits.
char citizenCheckCharacter(std::string_view code);

/// What is wrong with 18 characters: resident_id.letter, or resident_id.birth_date, resident_id.birth_future and
/// resident_id.check_digit.
Errors citizenNumberErrors(std::string_view code, const Facts& facts);

/// The parts birthDate, and with facts.on age, of a number that has no errors.
std::vector<Part> birthParts(std::string_view code, const Facts& facts);

/// A check that begins as one of these numbers does: compact, and with a Roman ten (Ⅹ) at the end made an X.
Checked compactCitizenNumber(std::string_view text);

/// Puts masked and the parts division, birthDate, sex and age into a checked number that is not blocked.
void takeCitizenNumber(Checked& checked, const Facts& facts);

} // namespace ekey::identifier
