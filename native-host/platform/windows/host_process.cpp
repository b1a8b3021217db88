#include "native-host/platform/host_process.h"

#include "native-host/platform/locked_memory.h"
#include "native-host/platform/own_process.h"
#include "native-host/platform/windows/file_rights.h"
#include "native-host/platform/windows/wide.h"

#include <csignal>

#include <winsock2.h>

namespace ekey::platform {
namespace {

constexpr ACCESS_MASK writing = FILE_WRITE_DATA | FILE_APPEND_DATA | WRITE_DAC | WRITE_OWNER | DELETE;

/// What is written before it gets its name; gone with the object when it never does.
struct WorkFile {
    const std::filesystem::path& path;
    ~WorkFile() { DeleteFileW(path.c_str()); } // after a rename there is none
};

} // namespace

std::vector<std::string> harden()
{
    forbidDumps();
    if (!locksMemory()) return {"memory"};
    return {};
}

void returnFreeMemory() { HeapCompact(GetProcessHeap(), 0); }

std::vector<int> endSignals() { return {SIGINT, SIGTERM, SIGBREAK}; }

std::vector<int> reloadSignals() { return {}; }

// A new file gets the access list of its folder, which in a user's profile is the user's alone.
void keepFilesPrivate() {}

std::filesystem::path ownProgram()
{
    std::wstring path(MAX_PATH, L'\0');
    while (true) {
        const DWORD length = GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size()));
        if (length == 0) failLast("GetModuleFileName");
        if (length < path.size()) {
            path.resize(length);
            return path;
        }
        path.resize(2 * path.size());
    }
}

std::string programName(const std::string& name) { return name + ".exe"; }

std::variant<std::string, FileFault> readTrusted(const std::filesystem::path& file, std::size_t limit)
{
    const Handle in(CreateFileW(file.c_str(), GENERIC_READ, FILE_SHARE_READ, nullptr, OPEN_EXISTING,
                                FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!in) return FileFault::unreadable;
    const FileRights rights(in.get());
    if (!rights.valid()) return FileFault::unreadable;
    if (!rights.ownerIs(Trust::user)) return FileFault::owner;
    if (rights.grantsOthers(Trust::user, writing)) return FileFault::writable;

    std::string text(limit + 1, '\0');
    std::size_t length = 0;
    while (length < text.size()) {
        DWORD got = 0;
        if (!ReadFile(in.get(), text.data() + length, static_cast<DWORD>(text.size() - length), &got, nullptr)) {
            return FileFault::unreadable;
        }
        if (got == 0) {
            text.resize(length);
            return text;
        }
        length += got;
    }
    return FileFault::size;
}

void writeAtomically(const std::filesystem::path& file, const std::string& text)
{
    std::filesystem::path work = file;
    work += "." + std::to_string(GetCurrentProcessId());
    const WorkFile gone{work};
    {
        const Handle out(
            CreateFileW(work.c_str(), GENERIC_WRITE, 0, nullptr, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr));
        DWORD written = 0;
        if (!out || !WriteFile(out.get(), text.data(), static_cast<DWORD>(text.size()), &written, nullptr) ||
            written != text.size() || !FlushFileBuffers(out.get())) {
            failLast("WriteFile");
        }
    }
    if (!MoveFileExW(work.c_str(), file.c_str(), MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)) {
        failLast("MoveFileEx");
    }
}

void makeExclusive(std::uintptr_t socket)
{
    // Without it another program may bind the same port later and get its connections.
    const BOOL yes = TRUE;
    if (setsockopt(static_cast<SOCKET>(socket), SOL_SOCKET, SO_EXCLUSIVEADDRUSE, reinterpret_cast<const char*>(&yes),
                   sizeof yes) != 0) {
        throw std::system_error(WSAGetLastError(), std::system_category(), "SO_EXCLUSIVEADDRUSE");
    }
}

} // namespace ekey::platform
