// What platform::harden() does to a process; each test in a child, since it cannot be undone.
#include "native-host/platform/host_process.h"

#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <functional>
#include <linux/capability.h>
#include <sched.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace ekey::platform {
namespace {

/// Whether it is true in a process of its own.
bool apart(const std::function<bool()>& holds)
{
    const pid_t child = fork();
    if (child == 0) _exit(holds() ? 0 : 1);
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// The same in a process that was hardened.
bool hardened(const std::function<bool()>& holds)
{
    return apart([&] { return harden().empty() && holds(); });
}

bool isDenied(long result) { return result == -1 && errno == EPERM; }

TEST(Hardening, system_offersAllOfIt)
{
    EXPECT_TRUE(hardened([] { return true; }));
}

TEST(Hardening, noLockedMemory_isReported)
{
    EXPECT_TRUE(apart([] {
        __user_cap_header_struct self{_LINUX_CAPABILITY_VERSION_3, 0};
        __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3]{}; // root's CAP_IPC_LOCK knows no limit
        const rlimit nothing{0, 0};
        return syscall(SYS_capset, &self, none) == 0 && setrlimit(RLIMIT_MEMLOCK, &nothing) == 0 &&
               harden() == std::vector<std::string>{"memory"};
    }));
}

TEST(Hardening, forbiddenCalls_fail)
{
    // Arguments that would fail with another error, or succeed.
    EXPECT_TRUE(hardened([] { return isDenied(syscall(SYS_keyctl, 0, 0, 0, 0, 0)); }));
    EXPECT_TRUE(hardened([] { return isDenied(syscall(SYS_io_uring_setup, 1, nullptr)); }));
    EXPECT_TRUE(hardened([] { return isDenied(syscall(SYS_bpf, -1, nullptr, 0)); }));
    EXPECT_TRUE(hardened([] { return isDenied(syscall(SYS_process_vm_readv, getpid(), nullptr, 0, nullptr, 0, 0)); }));
    EXPECT_TRUE(hardened([] { return isDenied(syscall(SYS_process_vm_writev, getpid(), nullptr, 0, nullptr, 0, 0)); }));
    EXPECT_TRUE(hardened([] { return isDenied(syscall(SYS_unshare, 0)); }));
    EXPECT_TRUE(hardened([] { return isDenied(syscall(SYS_quotactl, -1, nullptr, 0, nullptr)); }));
}

/// Not to be had together (clone(2)): EINVAL where nothing is filtered, and never a new process.
long cloneUserNamespace()
{
    return syscall(SYS_clone, CLONE_NEWUSER | CLONE_FS | SIGCHLD, nullptr, nullptr, nullptr, 0);
}

TEST(Hardening, userNamespaces_areDeniedByEveryWay)
{
    EXPECT_TRUE(hardened([] { return isDenied(cloneUserNamespace()); }));
    EXPECT_TRUE(hardened([] { return syscall(SYS_clone3, nullptr, 0) == -1 && errno == ENOSYS; }));
    EXPECT_TRUE(hardened([] { return isDenied(unshare(CLONE_NEWUSER)); }));
}

TEST(Hardening, newProcessesAndThreads_workAsBefore)
{
    EXPECT_TRUE(hardened([] { return apart([] { return true; }); }));
    EXPECT_TRUE(hardened([] {
        bool ran = false;
        std::thread([&] { ran = true; }).join();
        return ran;
    }));
    EXPECT_TRUE(hardened([] {
        char name[] = "true";
        char* const arguments[] = {name, nullptr};
        pid_t child = -1;
        int status = -1;
        return posix_spawn(&child, "/bin/true", nullptr, nullptr, arguments, nullptr) == 0 &&
               waitpid(child, &status, 0) == child && status == 0;
    }));
}

TEST(Hardening, sameCallsWithoutIt_failOtherwise)
{
    EXPECT_FALSE(isDenied(cloneUserNamespace()));
    EXPECT_FALSE(isDenied(syscall(SYS_keyctl, 0, 0, 0, 0, 0)));
    EXPECT_FALSE(isDenied(syscall(SYS_process_vm_readv, getpid(), nullptr, 0, nullptr, 0, 0)));
    EXPECT_FALSE(isDenied(syscall(SYS_unshare, 0)));
}

#if !defined(__SANITIZE_ADDRESS__)
TEST(Hardening, tracingOthers_isDeniedAndBeingTracedIsNot)
{
    EXPECT_TRUE(hardened([] { return isDenied(ptrace(PTRACE_ATTACH, getppid(), nullptr, nullptr)); }));
    EXPECT_TRUE(hardened([] { return isDenied(ptrace(PTRACE_SEIZE, getppid(), nullptr, nullptr)); }));
    // Vendors' libraries ask it to see whether they are being debugged.
    EXPECT_TRUE(hardened([] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }));
}
#endif

#if defined(__x86_64__)
long oldEntry(long number)
{
    long result = 0;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(0L), "c"(0L), "d"(0L) : "memory");
    return result;
}

TEST(Hardening, callsByThe32BitEntry_areFilteredToo)
{
    constexpr long keyctl32 = 288;
    constexpr long getpid32 = 20;
    if (!apart([] { return oldEntry(getpid32) == getpid(); })) GTEST_SKIP() << "this kernel runs no 32-bit programs";
    EXPECT_TRUE(hardened([] { return oldEntry(keyctl32) == -EPERM; }));
    EXPECT_TRUE(hardened([] { return oldEntry(getpid32) == getpid(); }));
}

TEST(Hardening, x32Calls_areDenied)
{
    EXPECT_TRUE(hardened([] { return isDenied(syscall(0x40000000 | SYS_getpid)); }));
}
#endif

TEST(Hardening, programsStartedAfterIt_areFilteredToo)
{
    EXPECT_TRUE(
        hardened([] { return execl("/bin/grep", "grep", "-q", "^Seccomp:.2", "/proc/self/status", nullptr) == 0; }));
}

TEST(Hardening, dumpsAndPrivileges_areOff)
{
    EXPECT_TRUE(hardened([] {
        rlimit cores{1, 1};
        return prctl(PR_GET_DUMPABLE) == 0 && prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 &&
               getrlimit(RLIMIT_CORE, &cores) == 0 && cores.rlim_max == 0;
    }));
}

TEST(Hardening, serviceUnit_deniesTheSameCalls)
{
    const std::string unit = test::readFile(EKEY_SOURCE_DIR "/native-host/packaging/ekey-host.service");
    std::string filter;
    for (std::size_t at = unit.find("SystemCallFilter=~"); at != unit.npos;
         at = unit.find("SystemCallFilter=~", at + 1)) {
        filter += " " + unit.substr(at + 18, unit.find('\n', at) - at - 18) + " ";
    }
    std::size_t calls = 0;
#define CALL(name)                                                                                                     \
    EXPECT_THAT(filter, testing::HasSubstr(" " #name " "));                                                            \
    ++calls;
#include "native-host/platform/linux/denied_calls.inc"
#undef CALL
    EXPECT_EQ(38U, calls);
    EXPECT_THAT(unit, testing::HasSubstr("\nRestrictNamespaces=~user\n"));
    EXPECT_THAT(unit, testing::HasSubstr("\nNoNewPrivileges=yes\n"));
    EXPECT_THAT(unit, testing::HasSubstr("\nLimitCORE=0\n"));
}

} // namespace
} // namespace ekey::platform
