#pragma once

#include "native-host/platform/child_process.h"

namespace ekey::platform {

struct Interrupt::Native {
    int event = -1; ///< eventfd, readable while raised
};

} // namespace ekey::platform
