#include "native-host/platform/own_process.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>

namespace ekey::platform {

void forbidDumps()
{
    prctl(PR_SET_DUMPABLE, 0);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
}

void endNow(int status) { _exit(status); }

struct StandardPipes::State {
    int input = -1;
    int output = -1;
};

StandardPipes::StandardPipes() : state(std::make_unique<State>())
{
    state->input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    state->output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (state->input < 0 || state->output < 0 || nowhere < 0) {
        throw std::system_error(errno, std::generic_category(), "standard pipes");
    }
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (dup2(nowhere, standard) < 0) throw std::system_error(errno, std::generic_category(), "dup2");
    }
    close(nowhere);
    // A write to a host that is gone fails; the signal would end the process before it can be told from a crash.
    std::signal(SIGPIPE, SIG_IGN);
}

StandardPipes::~StandardPipes()
{
    close(state->input);
    close(state->output);
}

bool StandardPipes::read(std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t received = ::read(state->input, bytes.data(), bytes.size());
        if (received > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(received));
        } else if (received == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool StandardPipes::write(std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::write(state->output, bytes.data(), bytes.size());
        if (sent > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(sent));
        } else if (sent == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}

} // namespace ekey::platform
