// The filter's program, run here as the kernel runs it: also for tables of calls that this computer's kernel lacks.
#include "native-host/platform/linux/call_filter.h"
#include "native-host/platform/linux/denied_calls.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/syscall.h>

namespace ekey::platform {
namespace {

constexpr std::uint32_t denied = SECCOMP_RET_ERRNO | EPERM;

/// The answer of the program; 0 (SECCOMP_RET_KILL_THREAD) where it does what the kernel would not accept.
std::uint32_t run(const seccomp_data& call)
{
    const auto program = callProgram();
    std::uint32_t value = 0;
    for (std::size_t at = 0; at < program.size(); ++at) {
        const sock_filter& step = program[at];
        switch (step.code) {
        case BPF_LD | BPF_W | BPF_ABS:
            std::memcpy(&value, reinterpret_cast<const char*>(&call) + step.k, sizeof value);
            break;
        case BPF_JMP | BPF_JEQ | BPF_K:
            at += value == step.k ? step.jt : step.jf;
            break;
        case BPF_JMP | BPF_JGE | BPF_K:
            at += value >= step.k ? step.jt : step.jf;
            break;
        case BPF_JMP | BPF_JSET | BPF_K:
            at += (value & step.k) != 0 ? step.jt : step.jf;
            break;
        case BPF_RET | BPF_K:
            return step.k;
        default:
            return 0;
        }
    }
    return 0;
}

std::uint32_t run(std::uint32_t architecture, std::uint32_t number, std::uint64_t argument = 1)
{
    return run({.nr = static_cast<int>(number),
                .arch = architecture,
                .instruction_pointer = 0,
                .args = {argument, 0, 0, 0, 0, 0}});
}

#if defined(__x86_64__)
TEST(CallProgram, everyDeniedCall_isDeniedByBothEntries)
{
    for (const std::uint32_t number : deniedCalls.numbers) {
        EXPECT_EQ(denied, run(AUDIT_ARCH_X86_64, number)) << number;
    }
    for (const std::uint32_t number : deniedCallsI386.numbers) {
        EXPECT_EQ(denied, run(AUDIT_ARCH_I386, number)) << number;
    }
}

TEST(CallProgram, tables_areThoseOfTheirEntries)
{
    constexpr std::uint32_t keyctl64 = 250;
    constexpr std::uint32_t keyctl32 = 288;
    constexpr std::uint32_t openat64 = 257;
    constexpr std::uint32_t openat32 = 295;
    EXPECT_EQ(denied, run(AUDIT_ARCH_X86_64, keyctl64));
    EXPECT_EQ(denied, run(AUDIT_ARCH_I386, keyctl32));
    EXPECT_EQ(SECCOMP_RET_ALLOW, run(AUDIT_ARCH_X86_64, openat64));
    EXPECT_EQ(SECCOMP_RET_ALLOW, run(AUDIT_ARCH_I386, openat32));
    EXPECT_EQ(SECCOMP_RET_ALLOW, run(AUDIT_ARCH_X86_64, keyctl32)) << "accept4";
}

TEST(CallProgram, x32AndUnknownTables_areDeniedWhole)
{
    EXPECT_EQ(denied, run(AUDIT_ARCH_X86_64, 0x40000000 | SYS_getpid));
    EXPECT_EQ(denied, run(AUDIT_ARCH_X86_64, 0xFFFFFFFF));
    EXPECT_EQ(denied, run(AUDIT_ARCH_AARCH64, SYS_getpid));
}

TEST(CallProgram, clone_isDeniedForUserNamespacesOnly)
{
    for (const auto& [architecture, number] : {std::pair{std::uint32_t{AUDIT_ARCH_X86_64}, deniedCalls.clone},
                                               std::pair{std::uint32_t{AUDIT_ARCH_I386}, deniedCallsI386.clone}}) {
        EXPECT_EQ(denied, run(architecture, number, CLONE_NEWUSER));
        EXPECT_EQ(denied, run(architecture, number, CLONE_NEWUSER | CLONE_VM | SIGCHLD));
        EXPECT_EQ(SECCOMP_RET_ALLOW, run(architecture, number, SIGCHLD));
        EXPECT_EQ(SECCOMP_RET_ALLOW, run(architecture, number, ~std::uint64_t{CLONE_NEWUSER}));
    }
}

TEST(CallProgram, clone3_isUnknown)
{
    constexpr std::uint32_t unknown = SECCOMP_RET_ERRNO | ENOSYS;
    EXPECT_EQ(unknown, run(AUDIT_ARCH_X86_64, deniedCalls.clone3));
    EXPECT_EQ(unknown, run(AUDIT_ARCH_I386, deniedCallsI386.clone3));
}

#if !defined(__SANITIZE_ADDRESS__)
TEST(CallProgram, ptrace_isLeftToBeingTraced)
{
    for (const auto& [architecture, number] : {std::pair{std::uint32_t{AUDIT_ARCH_X86_64}, deniedCalls.ptrace},
                                               std::pair{std::uint32_t{AUDIT_ARCH_I386}, deniedCallsI386.ptrace}}) {
        EXPECT_EQ(SECCOMP_RET_ALLOW, run(architecture, number, 0));
        EXPECT_EQ(denied, run(architecture, number, 16)); // PTRACE_ATTACH
    }
}
#endif
#endif

} // namespace
} // namespace ekey::platform
