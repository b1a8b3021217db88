// Which calls of a library change what a token holds.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace ekey::token {

inline constexpr std::array<std::string_view, 4> writingFunctions{"C_SetPIN", "C_GenerateKeyPair", "C_CreateObject",
                                                                  "C_DestroyObject"};

/// Once one of them has begun and its answer is lost, the token's state is unknown.
inline bool writes(std::string_view function)
{
    return std::find(writingFunctions.begin(), writingFunctions.end(), function) != writingFunctions.end();
}

} // namespace ekey::token
