#include "native-host/token/worker/inbox.h"

#include "native-host/token/frame.h"
#include "native-host/token/limits.h"

#include <chrono>

namespace ekey::token {
namespace {

/// What the library gets for C_Finalize once the host is gone. Less than the host's own patience.
constexpr std::chrono::milliseconds farewell{300};

} // namespace

Inbox::Inbox(platform::StandardPipes& standard) : pipes(standard), thread([this] { watch(); }) {}

std::optional<WipedBytes> Inbox::next()
{
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return waiting || gone; });
    if (gone) return std::nullopt;
    auto payload = std::move(waiting);
    waiting.reset();
    return payload;
}

void Inbox::finished() { platform::endNow(hostGone); }

void Inbox::watch()
{
    while (true) {
        std::array<std::uint8_t, frameLengthBytes> length{};
        if (!pipes.read(length)) leave();
        const auto size = frameLength(length, limits::requestFrame);
        if (!size) platform::endNow(hostTalksNonsense);
        WipedBytes payload(*size);
        if (!pipes.read(payload)) leave();

        const std::lock_guard lock(mutex);
        if (waiting) platform::endNow(hostTalksNonsense); // the host waits for each answer
        waiting = std::move(payload);
        changed.notify_one();
    }
}

void Inbox::leave()
{
    {
        const std::lock_guard lock(mutex);
        gone = true;
        changed.notify_one();
    }
    std::this_thread::sleep_for(farewell);
    platform::endNow(hostGone);
}

} // namespace ekey::token
