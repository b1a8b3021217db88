#include "tests/process/token/fifo.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace ekey::test {

Fifo::Fifo()
{
    if (mkfifo(path().c_str(), 0600) == 0) handle = open(path().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (handle < 0) throw std::runtime_error("no fifo");
}

Fifo::~Fifo() { close(handle); }

char Fifo::next(std::chrono::milliseconds limit) const
{
    pollfd polled{handle, POLLIN, 0};
    char letter = '\0';
    // Without a writer so far poll() waits: POLLHUP comes only after one has been (pipe(7)).
    if (poll(&polled, 1, static_cast<int>(limit.count())) != 1 || read(handle, &letter, 1) != 1) return '\0';
    return letter;
}

bool Fifo::ends(std::chrono::milliseconds limit) const
{
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        pollfd polled{handle, POLLIN, 0};
        char letter = '\0';
        if (left.count() <= 0 || poll(&polled, 1, static_cast<int>(left.count())) != 1) return false;
        if (read(handle, &letter, 1) == 0) return true;
    }
}

Held::Held()
{
    // For both directions, so that neither this side nor the other waits for somebody to open it.
    if (mkfifo(path().c_str(), 0600) == 0) handle = open(path().c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (handle < 0) throw std::runtime_error("no fifo");
}

Held::~Held() { close(handle); }

void Held::release() const
{
    if (write(handle, "g", 1) != 1) throw std::runtime_error("fifo is full");
}

} // namespace ekey::test
