#pragma once

#include <string>

namespace ekey::platform {

/// UTF-8 to UTF-16, as the system's calls want it.
std::wstring wide(const std::string& text);
std::string narrow(const std::wstring& text);

} // namespace ekey::platform
