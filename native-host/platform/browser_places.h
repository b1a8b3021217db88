// Where administrators tell browsers what pages may do.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ekey::platform {

struct BrowserPlace {
    std::string browser{}; ///< its name
    std::filesystem::path path{};
};

struct BrowserPlaces {
    std::vector<BrowserPlace> chromium{}; ///< folders of *.json, for Chromium and its relatives
    std::vector<BrowserPlace> firefox{};  ///< policies.json itself
};

/// None on Windows, where they stand in the registry.
BrowserPlaces browserPlaces();

} // namespace ekey::platform
