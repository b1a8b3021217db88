// What one connection's conversation remembers. Lives on the thread of the connections.
#pragma once

#include "native-host/host/certificates.h"
#include "native-host/host/contents.h"
#include "native-host/host/services.h"

#include <set>
#include <string>

namespace ekey::host {

struct SessionState {
    Grant site; ///< what its origin may ask for now
    Services& services;
    Handles certificates{'k'};
    Handles tokens{'t'};
    Contents contents{};
    std::set<std::string> consented{}; ///< fingerprints of certificates that a person let this site use
    bool wantsOperations = false;      ///< progress and cancellation of its own
};

} // namespace ekey::host
