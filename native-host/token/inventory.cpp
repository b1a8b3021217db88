#include "native-host/token/inventory.h"

namespace ekey::token {

const char* name(PinState state)
{
    switch (state) {
    case PinState::unknown:
        return "unknown";
    case PinState::ok:
        return "ok";
    case PinState::low:
        return "low";
    case PinState::last:
        return "last";
    case PinState::locked:
        return "locked";
    }
    return "unknown";
}

} // namespace ekey::token
