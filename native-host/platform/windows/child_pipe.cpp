#include "native-host/platform/windows/child_pipe.h"

#include <algorithm>
#include <atomic>
#include <string>

namespace ekey::platform {
namespace {

constexpr DWORD bufferBytes = 65536;
constexpr DWORD atOnce = 1U << 20;

std::wstring newName()
{
    static std::atomic<unsigned> count = 0;
    return L"\\\\.\\pipe\\ekey-" + std::to_wstring(GetCurrentProcessId()) + L"-" + std::to_wstring(++count);
}

DWORD left(Deadline deadline)
{
    using namespace std::chrono;
    const auto rest = ceil<milliseconds>(deadline - steady_clock::now());
    return static_cast<DWORD>(std::clamp<std::int64_t>(rest.count(), 0, INFINITE - 1));
}

} // namespace

ChildPipe::ChildPipe(Direction direction)
{
    const bool outward = direction == Direction::toChild;
    const std::wstring name = newName();
    // The first and only instance: nobody can have made the name before us, nor connect once we have.
    const DWORD access = outward ? PIPE_ACCESS_OUTBOUND : PIPE_ACCESS_INBOUND;
    ours = Handle(CreateNamedPipeW(name.c_str(), access | FILE_FLAG_OVERLAPPED | FILE_FLAG_FIRST_PIPE_INSTANCE,
                                   PIPE_TYPE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS, 1, bufferBytes, bufferBytes,
                                   0, nullptr));
    if (!ours) failLast("CreateNamedPipe");
    SECURITY_ATTRIBUTES inheritable{sizeof(SECURITY_ATTRIBUTES), nullptr, TRUE};
    theirs = Handle(CreateFileW(name.c_str(), outward ? GENERIC_READ : GENERIC_WRITE, 0, &inheritable, OPEN_EXISTING,
                                SECURITY_SQOS_PRESENT | SECURITY_ANONYMOUS, nullptr));
    if (!theirs) failLast("CreateFile");
    event = Handle(CreateEventW(nullptr, TRUE, FALSE, nullptr));
    if (!event) failLast("CreateEvent");
}

Io ChildPipe::finish(BOOL begun, DWORD& moved, Deadline deadline, const Interrupt& interrupt)
{
    if (!begun && GetLastError() != ERROR_IO_PENDING) return Io::closed;
    // The interrupt stands first: when both are signalled it wins.
    const HANDLE handles[] = {interrupt.native().event.get(), event.get()};
    Io result = Io::done;
    switch (WaitForMultipleObjects(2, &handles[0], FALSE, left(deadline))) {
    case WAIT_OBJECT_0:
        result = Io::interrupted;
        break;
    case WAIT_OBJECT_0 + 1:
        break;
    case WAIT_TIMEOUT:
        result = Io::timedOut;
        break;
    default:
        result = Io::closed;
        break;
    }
    if (result != Io::done) CancelIoEx(ours.get(), &overlapped);
    const BOOL finished = GetOverlappedResult(ours.get(), &overlapped, &moved, TRUE);
    if (result == Io::done && (!finished || moved == 0)) return Io::closed;
    return result;
}

Io ChildPipe::write(std::span<const std::uint8_t> bytes, Deadline deadline, const Interrupt& interrupt)
{
    while (!bytes.empty()) {
        overlapped = {};
        overlapped.hEvent = event.get();
        const DWORD some = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), atOnce));
        DWORD moved = 0;
        const BOOL begun = WriteFile(ours.get(), bytes.data(), some, nullptr, &overlapped);
        if (const Io io = finish(begun, moved, deadline, interrupt); io != Io::done) return io;
        bytes = bytes.subspan(moved);
    }
    return Io::done;
}

Io ChildPipe::read(std::span<std::uint8_t> bytes, Deadline deadline, const Interrupt& interrupt)
{
    while (!bytes.empty()) {
        overlapped = {};
        overlapped.hEvent = event.get();
        const DWORD some = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), atOnce));
        DWORD moved = 0;
        const BOOL begun = ReadFile(ours.get(), bytes.data(), some, nullptr, &overlapped);
        if (const Io io = finish(begun, moved, deadline, interrupt); io != Io::done) return io;
        bytes = bytes.subspan(moved);
    }
    return Io::done;
}

bool ChildPipe::nothingToRead() const
{
    DWORD available = 0;
    return PeekNamedPipe(ours.get(), nullptr, 0, nullptr, &available, nullptr) && available == 0;
}

} // namespace ekey::platform
