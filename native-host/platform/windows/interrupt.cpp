#include "native-host/platform/windows/interrupt.h"

namespace ekey::platform {

Interrupt::Interrupt() : state(std::make_unique<Native>())
{
    state->event = Handle(CreateEventW(nullptr, TRUE, FALSE, nullptr));
    if (!state->event) failLast("CreateEvent");
}

Interrupt::~Interrupt() = default;

void Interrupt::raise() noexcept { SetEvent(state->event.get()); }

void Interrupt::lower() noexcept { ResetEvent(state->event.get()); }

bool Interrupt::raised() const noexcept { return WaitForSingleObject(state->event.get(), 0) == WAIT_OBJECT_0; }

} // namespace ekey::platform
