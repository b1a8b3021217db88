#include "native-host/platform/child_process.h"

#include "native-host/platform/linux/interrupt.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace ekey::platform {
namespace {

/// After SIGKILL a process dies at once, unless a call into a driver holds it.
constexpr std::chrono::milliseconds killed{1000};

timespec left(Deadline deadline)
{
    using namespace std::chrono;
    const auto rest = std::max(nanoseconds::zero(), duration_cast<nanoseconds>(deadline - steady_clock::now()));
    const auto whole = duration_cast<seconds>(rest);
    return {.tv_sec = static_cast<time_t>(whole.count()), .tv_nsec = static_cast<long>((rest - whole).count())};
}

[[noreturn]] void fail(int error, const char* what) { throw std::system_error(error, std::generic_category(), what); }

/// The attributes and file actions of one posix_spawn.
class Spawn {
public:
    explicit Spawn(int standard)
    {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
        posix_spawn_file_actions_adddup2(&actions, standard, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, standard, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        // Descriptors of this process that some library opened without O_CLOEXEC.
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);

        sigset_t none;
        sigemptyset(&none);
        sigset_t all;
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        // Its own session: Ctrl-C in the terminal of the host ends the host, which then ends the child in good order;
        // and a PIN window in that terminal is not stopped by its job control for reading there in the background.
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
    }
    ~Spawn()
    {
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
    }
    Spawn(const Spawn&) = delete;
    Spawn& operator=(const Spawn&) = delete;

    pid_t run(const std::string& program, const Environment& environment)
    {
        std::vector<std::string> entries;
        for (const auto& [name, value] : environment) {
            entries.emplace_back(name).append("=").append(value);
        }
        std::vector<char*> pointers;
        pointers.reserve(entries.size() + 1);
        for (std::string& entry : entries) {
            pointers.push_back(entry.data());
        }
        pointers.push_back(nullptr);
        std::string path = program;
        char* arguments[] = {path.data(), nullptr};
        pid_t pid = -1;
        if (const int error = posix_spawn(&pid, program.c_str(), &actions, &attributes, arguments, pointers.data())) {
            fail(error, "posix_spawn");
        }
        return pid;
    }

private:
    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

std::uint32_t statusOf(int wait)
{
    return static_cast<std::uint32_t>(WIFSIGNALED(wait) ? WTERMSIG(wait) : WEXITSTATUS(wait));
}

} // namespace

Environment leastEnvironment()
{
    Environment environment{{"PATH", "/usr/bin:/bin"}, {"LANG", "C.UTF-8"}};
    if (const char* home = std::getenv("HOME")) environment["HOME"] = home;
    return environment;
}

struct ChildProcess::State {
    int pipe = -1; ///< one end of a stream socket: a write to a dead child is an error there, not a SIGPIPE
    pid_t pid = -1;
    int pidfd = -1; ///< readable when the process has ended

    Io wait(short events, Deadline deadline, const Interrupt& interrupt) const
    {
        while (true) {
            pollfd polled[] = {{pipe, events, 0}, {interrupt.native().event, POLLIN, 0}, {pidfd, POLLIN, 0}};
            const timespec rest = left(deadline);
            const int ready = ppoll(polled, 3, &rest, nullptr);
            if (ready < 0 && errno == EINTR) continue;
            if (ready < 0) return Io::closed;
            if (polled[1].revents) return Io::interrupted;
            if (ready == 0) return Io::timedOut;
            // A process that the child forked may hold the pipe open after it.
            return polled[0].revents ? Io::done : Io::closed;
        }
    }

    bool endsWithin(std::chrono::milliseconds time) const
    {
        const Deadline deadline = std::chrono::steady_clock::now() + time;
        pollfd polled{pidfd, POLLIN, 0};
        int ready = 0;
        do {
            const timespec rest = left(deadline);
            ready = ppoll(&polled, 1, &rest, nullptr);
        } while (ready < 0 && errno == EINTR);
        return ready == 1;
    }
};

ChildProcess::ChildProcess(const std::string& program, const Environment& environment)
    : state(std::make_unique<State>())
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) fail(errno, "socketpair");
    state->pipe = ends[0];
    try {
        state->pid = Spawn(ends[1]).run(program, environment);
    } catch (...) {
        close(ends[0]);
        close(ends[1]);
        throw;
    }
    close(ends[1]);
    // glibc 2.36 declares pidfd_open() for C only.
    state->pidfd = static_cast<int>(syscall(SYS_pidfd_open, state->pid, 0));
    if (state->pidfd < 0) {
        const int error = errno;
        kill(state->pid, SIGKILL);
        waitpid(state->pid, nullptr, 0);
        close(state->pipe);
        fail(error, "pidfd_open");
    }
}

ChildProcess::~ChildProcess() { end(); }

Io ChildProcess::write(std::span<const std::uint8_t> bytes, Deadline deadline, const Interrupt& interrupt)
{
    while (!bytes.empty()) {
        if (const Io ready = state->wait(POLLOUT, deadline, interrupt); ready != Io::done) return ready;
        const ssize_t sent = send(state->pipe, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(sent));
        } else if (errno != EAGAIN && errno != EINTR) {
            return Io::closed;
        }
    }
    return Io::done;
}

Io ChildProcess::read(std::span<std::uint8_t> bytes, Deadline deadline, const Interrupt& interrupt)
{
    while (!bytes.empty()) {
        const ssize_t received = recv(state->pipe, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (received > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(received));
        } else if (received == 0 || (errno != EAGAIN && errno != EINTR)) {
            return Io::closed;
        } else if (const Io ready = state->wait(POLLIN, deadline, interrupt); ready != Io::done) {
            return ready;
        }
    }
    return Io::done;
}

void ChildProcess::hangUp() { shutdown(state->pipe, SHUT_RDWR); }

bool ChildProcess::quiet() const
{
    pollfd polled[] = {{state->pipe, POLLIN, 0}, {state->pidfd, POLLIN, 0}};
    return poll(polled, 2, 0) == 0;
}

std::optional<std::uint32_t> ChildProcess::end(std::chrono::milliseconds grace)
{
    if (state->pid < 0) return std::nullopt;
    close(state->pipe);
    if (grace.count() == 0 || !state->endsWithin(grace)) kill(state->pid, SIGKILL);
    std::optional<std::uint32_t> status;
    if (state->endsWithin(killed)) {
        int wait = 0;
        waitpid(state->pid, &wait, 0);
        status = statusOf(wait);
    } else {
        std::thread([pid = state->pid] { waitpid(pid, nullptr, 0); }).detach();
    }
    close(state->pidfd);
    state->pid = -1;
    return status;
}

} // namespace ekey::platform
