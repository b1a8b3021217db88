// ekey-host origins test: what the handshake would say, by the very code that the handshake uses.
#pragma once

#include "native-host/host/commands/command.h"

namespace ekey::host {

struct OriginTest {
    bool granted = false;
    unsigned status = 0;               ///< that a page would get
    std::string reason{};              ///< of a refusal, as the log says it
    std::vector<std::string> rights{}; ///< where granted
    Error remedy{};                    ///< where refused: what to do about it
};

/// A page of `origin` that reaches the host by `host`, the value of the request's field Host.
OriginTest testOrigin(const Policy& policy, const std::string& origin, const std::string& host);

/// The exit status: 0 where granted, 1 where refused.
Result<int> testOrigin(const CommandContext& context, const std::string& origin, const std::string& host);

} // namespace ekey::host
