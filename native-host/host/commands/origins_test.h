// ekey-host origins test: what the handshake would say, by the very code that the handshake uses.
#pragma once

#include "native-host/host/commands/command.h"

#include <cstdint>
#include <optional>

namespace ekey::host {

struct OriginTest {
    bool granted = false;
    unsigned status = 0;               ///< that a page would get
    std::string reason{};              ///< of a refusal, as the log says it
    std::vector<std::string> rights{}; ///< where granted
    Error remedy{};                    ///< where refused: what to do about it
};

/// A page of `origin` that reaches the host by `host`, the value of the request's field Host. `told`: the port that the
/// host was started with; none, or 0: one of the protocol's, the one in `host` where it is among them.
OriginTest testOrigin(const Policy& policy, const std::string& origin, const std::string& host,
                      std::optional<std::uint16_t> told = {});

/// The exit status: 0 where granted, 1 where refused.
Result<int> testOrigin(const CommandContext& context, const std::string& origin, const std::string& host,
                       std::optional<std::uint16_t> told = {});

} // namespace ekey::host
