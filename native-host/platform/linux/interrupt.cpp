#include "native-host/platform/linux/interrupt.h"

#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace ekey::platform {

Interrupt::Interrupt() : state(std::make_unique<Native>())
{
    state->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (state->event < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Interrupt::~Interrupt() { close(state->event); }

void Interrupt::raise() noexcept { eventfd_write(state->event, 1); }

void Interrupt::lower() noexcept
{
    eventfd_t count = 0;
    eventfd_read(state->event, &count);
}

bool Interrupt::raised() const noexcept
{
    pollfd polled{state->event, POLLIN, 0};
    return poll(&polled, 1, 0) == 1;
}

} // namespace ekey::platform
