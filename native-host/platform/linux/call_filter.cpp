#include "native-host/platform/linux/call_filter.h"

#include "native-host/platform/linux/denied_calls.h"

#include <cerrno>
#include <cstddef>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ekey::platform {
namespace {

constexpr std::uint32_t deny = SECCOMP_RET_ERRNO | (EPERM & SECCOMP_RET_DATA);
constexpr std::uint32_t unknown = SECCOMP_RET_ERRNO | (ENOSYS & SECCOMP_RET_DATA);

#if defined(__x86_64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_X86_64;
constexpr std::uint32_t x32Bit = 0x40000000; // __X32_SYSCALL_BIT: a third table, which nothing here uses
#elif defined(__i386__)
constexpr std::uint32_t architecture = AUDIT_ARCH_I386;
#elif defined(__aarch64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_AARCH64;
#endif

// LeakSanitizer stops the process's threads by ptrace.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool denyPtrace = false;
#else
constexpr bool denyPtrace = true;
#endif

using Code = std::vector<sock_filter>;

sock_filter load(std::size_t offset) { return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)); }
sock_filter answer(std::uint32_t action) { return BPF_STMT(BPF_RET | BPF_K, action); }
sock_filter ifEqual(std::uint32_t value, std::size_t then, std::size_t otherwise)
{
    return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, static_cast<std::uint8_t>(then),
                    static_cast<std::uint8_t>(otherwise));
}

sock_filter ifAnyBit(std::uint32_t bits, std::size_t then, std::size_t otherwise)
{
    return BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, static_cast<std::uint8_t>(then),
                    static_cast<std::uint8_t>(otherwise));
}

/// The program for one table of calls; it answers in every case.
Code section(const DeniedCalls& calls)
{
    constexpr std::size_t tail = 8; // from behind the list to the refusal
    Code code{load(offsetof(seccomp_data, nr))};
    for (std::size_t i = 0; i < calls.numbers.size(); ++i) {
        code.push_back(ifEqual(calls.numbers[i], calls.numbers.size() - 1 - i + tail, 0));
    }
    const auto firstArgument = load(offsetof(seccomp_data, args)); // the lower half, on a little-endian processor
    const Code rest{
        ifEqual(calls.clone3, 8, 0),
        ifEqual(calls.clone, 3, 0),
        ifEqual(denyPtrace ? calls.ptrace : ~0U, 0, 4),
        firstArgument,
        ifEqual(PTRACE_TRACEME, 2, 3),
        firstArgument,
        ifAnyBit(CLONE_NEWUSER, 1, 0),
        answer(SECCOMP_RET_ALLOW),
        answer(deny),
        answer(unknown),
    };
    code.insert(code.end(), rest.begin(), rest.end());
    return code;
}

void append(Code& code, std::uint32_t forArchitecture, const Code& part)
{
    code.push_back(ifEqual(forArchitecture, 0, part.size()));
    code.insert(code.end(), part.begin(), part.end());
}

static_assert(deniedCount + 16 < 256, "a jump's distance is one byte");

} // namespace

std::vector<sock_filter> callProgram()
{
    Code code;
#if defined(__x86_64__)
    // Checked first, since the architecture does not tell x32 apart.
    code = {load(offsetof(seccomp_data, arch)), ifEqual(architecture, 0, 3), load(offsetof(seccomp_data, nr)),
            BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, x32Bit, 0, 1), answer(deny)};
#endif
    code.push_back(load(offsetof(seccomp_data, arch)));
    append(code, architecture, section(deniedCalls));
#if defined(__x86_64__)
    append(code, AUDIT_ARCH_I386, section(deniedCallsI386));
#endif
    code.push_back(answer(deny)); // a table of calls that is not known here
    return code;
}

bool filterCalls()
{
    Code code = callProgram();
    const sock_fprog program{static_cast<unsigned short>(code.size()), code.data()};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

} // namespace ekey::platform
