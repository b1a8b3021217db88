// What stands before every operation that uses a key.
#pragma once

#include "native-host/host/fault.h"
#include "native-host/host/session_state.h"
#include "protocol/protocol.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekey::host::calls {

/// Error: origin.right {right}.
inline Status right(bool granted, std::string_view name)
{
    if (granted) {
        return Success{};
    }
    return fault(protocol::code::originRight, {{"right", name}});
}

/// What a handle of this connection stands for; nothing where the page named none. Error: `unknown`.
inline Result<std::optional<std::string>> named(const Handles& handles, const std::optional<std::string>& handle,
                                                std::string_view unknown)
{
    if (!handle) {
        return std::optional<std::string>();
    }
    auto name = handles.find(*handle);
    if (!name) {
        return fault(unknown);
    }
    return name;
}

} // namespace ekey::host::calls
