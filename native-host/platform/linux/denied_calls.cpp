#include "native-host/platform/linux/denied_calls.h"

#include <sys/syscall.h>

namespace ekey::platform {

#define CALL(name) SYS_##name,
const DeniedCalls deniedCalls{{
#include "native-host/platform/linux/denied_calls.inc"
                              },
                              SYS_ptrace,
                              SYS_clone,
                              SYS_clone3};
#undef CALL

} // namespace ekey::platform
