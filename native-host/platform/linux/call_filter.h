// A seccomp filter (seccomp(2)) for this process and all that it starts.
#pragma once

#include <linux/filter.h>
#include <vector>

namespace ekey::platform {

/// The program that the kernel runs on a seccomp_data before each call.
std::vector<sock_filter> callProgram();

/// From now on the calls in denied_calls.inc fail with EPERM, in every thread and in every program started from here,
/// 32-bit ones included. ptrace is left to PTRACE_TRACEME; clone cannot make user namespaces (flags: the first argument
/// on these processors), and clone3 seems not to exist, so that a C library takes clone. False where the kernel has no
/// filters. Needs PR_SET_NO_NEW_PRIVS.
bool filterCalls();

} // namespace ekey::platform
