#pragma once

#include "native-host/platform/child_process.h"
#include "native-host/platform/windows/handle.h"

namespace ekey::platform {

struct Interrupt::Native {
    Handle event; ///< manual-reset, signalled while raised
};

} // namespace ekey::platform
