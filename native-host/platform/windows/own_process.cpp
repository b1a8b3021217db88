#include "native-host/platform/own_process.h"

#include "native-host/platform/windows/handle.h"

#include <algorithm>
#include <fcntl.h>
#include <io.h>

namespace ekey::platform {
namespace {

constexpr DWORD atOnce = 1U << 20;

Handle ownCopy(DWORD standard)
{
    HANDLE copy = nullptr;
    const HANDLE self = GetCurrentProcess();
    if (!DuplicateHandle(self, GetStdHandle(standard), self, &copy, 0, FALSE, DUPLICATE_SAME_ACCESS)) {
        failLast("DuplicateHandle");
    }
    return Handle(copy);
}

} // namespace

// Windows Error Reporting writes a dump of a process that faults, unless the fault is said to be expected.
void forbidDumps() { SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX); }

// ExitProcess would call into every loaded library, and wait for one that hangs.
void endNow(int status)
{
    TerminateProcess(GetCurrentProcess(), static_cast<UINT>(status));
    __builtin_unreachable();
}

struct StandardPipes::State {
    Handle input;
    Handle output;
};

StandardPipes::StandardPipes() : state(std::make_unique<State>())
{
    state->input = ownCopy(STD_INPUT_HANDLE);
    state->output = ownCopy(STD_OUTPUT_HANDLE);
    // The C library's descriptors, and the handles that a library with its own C library asks for.
    const int nowhere = _open("NUL", _O_RDWR | _O_BINARY);
    if (nowhere < 0) throw std::system_error(errno, std::generic_category(), "NUL");
    for (const int standard : {0, 1, 2}) {
        if (_dup2(nowhere, standard) < 0) throw std::system_error(errno, std::generic_category(), "dup2");
    }
    _close(nowhere);
    SetStdHandle(STD_INPUT_HANDLE, reinterpret_cast<HANDLE>(_get_osfhandle(0)));
    SetStdHandle(STD_OUTPUT_HANDLE, reinterpret_cast<HANDLE>(_get_osfhandle(1)));
    SetStdHandle(STD_ERROR_HANDLE, reinterpret_cast<HANDLE>(_get_osfhandle(2)));
}

StandardPipes::~StandardPipes() = default;

bool StandardPipes::read(std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        DWORD received = 0;
        const DWORD some = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), atOnce));
        if (!ReadFile(state->input.get(), bytes.data(), some, &received, nullptr) || received == 0) return false;
        bytes = bytes.subspan(received);
    }
    return true;
}

bool StandardPipes::write(std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        DWORD sent = 0;
        const DWORD some = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), atOnce));
        if (!WriteFile(state->output.get(), bytes.data(), some, &sent, nullptr)) return false;
        bytes = bytes.subspan(sent);
    }
    return true;
}

} // namespace ekey::platform
