#include "native-host/platform/linux/denied_calls.h"

#include <sys/syscall.h>

namespace ekey::platform {

#define CALL(name) SYS_##name,
const DeniedCalls deniedCalls{{
#include "native-host/platform/linux/denied_calls.inc"
                              },
                              SYS_ptrace};
#undef CALL

} // namespace ekey::platform
