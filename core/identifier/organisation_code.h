#pragma once

#include <string_view>

namespace ekey::identifier {

inline constexpr std::size_t organisationCodeSize = 9;

/// True when the ninth of nine characters (0–9, A–Z) is the check character of the eight before it, GB 11714-1997.
bool isOrganisationCode(std::string_view code);

} // namespace ekey::identifier
