// The system that OpenSSL finds in the verify module: none. Its calls for files and the environment (default folders of
// certificates, configuration, a seed from a device) are linked in though nothing here reaches them; answered inside,
// they are no imports, and a page need not trust what it would have to supply.
#include <cerrno>
#include <cstdlib>
#include <syscall_arch.h>
#include <wasi/api.h>

extern "C" {

/// Times are given: whoever asks for the clock is a defect, and ends the module.
__wasi_errno_t __wasi_clock_time_get(__wasi_clockid_t, __wasi_timestamp_t, __wasi_timestamp_t*) { std::abort(); }

/// No variables at all.
__wasi_errno_t __wasi_environ_sizes_get(__wasi_size_t* count, __wasi_size_t* bytes)
{
    *count = *bytes = 0;
    return __WASI_ERRNO_SUCCESS;
}
__wasi_errno_t __wasi_environ_get(uint8_t**, uint8_t*) { return __WASI_ERRNO_SUCCESS; }

__wasi_errno_t __wasi_fd_close(__wasi_fd_t) { return __WASI_ERRNO_BADF; }
__wasi_errno_t __wasi_fd_read(__wasi_fd_t, const __wasi_iovec_t*, size_t, __wasi_size_t*) { return __WASI_ERRNO_BADF; }

long __syscall_fstat64(long, long) { return -ENOSYS; }
long __syscall_stat64(long, long) { return -ENOSYS; }
long __syscall_lstat64(long, long) { return -ENOSYS; }
long __syscall_fstatat64(long, long, long, long) { return -ENOSYS; }
long __syscall_getdents64(long, long, long) { return -ENOSYS; }

/// One and the same user: a process without privileges that are not its user's.
long __syscall_getuid32(void) { return 0; }
long __syscall_geteuid32(void) { return 0; }
long __syscall_getgid32(void) { return 0; }
long __syscall_getegid32(void) { return 0; }
}
