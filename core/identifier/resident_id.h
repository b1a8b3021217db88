#pragma once

#include <string_view>

namespace ekey::identifier {

/// True for 18 characters that are a 公民身份号码 by GB 11643-1999: a date that exists and the right check character.
/// Division codes are not looked at: abolished ones live on in people's numbers.
bool isResidentId(std::string_view text);

} // namespace ekey::identifier
