// What administrators' policies for browsers say about pages that reach this computer's loopback.
#pragma once

#include "native-host/platform/browser_places.h"

#include <string>
#include <vector>

namespace ekey::host {

struct BrowserRule {
    enum class Effect {
        blocks, ///< pages of the origin cannot reach the host, and nobody is asked
        allows, ///< nobody is asked
        opens   ///< every site may reach loopback: more than is wanted
    };
    Effect effect = Effect::allows;
    std::string browser{};
    std::string file{};
    std::string policy{}; ///< the policy's own name
    std::string origin{}; ///< empty for `opens`
};

/// Chromium's LoopbackNetwork… (146) and LocalNetworkAccess… (139) lists in the order in which it heeds them, Firefox'
/// LocalNetworkAccess (151). No rule: the browser asks the person. Files that cannot be read say nothing; at most
/// limits::browserFiles of a folder are read.
std::vector<BrowserRule> browserRules(const platform::BrowserPlaces& places, const std::vector<std::string>& origins);

} // namespace ekey::host
