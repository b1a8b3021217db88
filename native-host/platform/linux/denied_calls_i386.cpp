// A file of its own: the kernel's headers for the two tables define the same names.
#if defined(__x86_64__)
#include <asm/unistd_32.h>

#include "native-host/platform/linux/denied_calls.h"

namespace ekey::platform {

#define CALL(name) __NR_##name,
const DeniedCalls deniedCallsI386{{
#include "native-host/platform/linux/denied_calls.inc"
                                  },
                                  __NR_ptrace,
                                  __NR_clone,
                                  __NR_clone3};
#undef CALL

} // namespace ekey::platform
#endif
