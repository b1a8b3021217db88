#include "native-host/platform/trusted_file.h"

#include "native-host/platform/windows/file_rights.h"

#include <optional>
#include <utility>

namespace ekey::platform {
namespace {

namespace fs = std::filesystem;

// What lets somebody exchange the thing itself, or loosen its rights. In a folder above, DELETE_CHILD takes away what
// stands in it; putting more beside is harmless there, and C:\ allows it to all users.
constexpr ACCESS_MASK exchanging = FILE_DELETE_CHILD | DELETE | WRITE_DAC | WRITE_OWNER;
// The folder of the library is searched for what the library loads itself; FILE_ADD_FILE is the same bit.
constexpr ACCESS_MASK writing = exchanging | FILE_WRITE_DATA | FILE_APPEND_DATA;

std::optional<PathFault> look(const fs::path& at, Trust trust, ACCESS_MASK rights, DWORD& attributes)
{
    // The thing itself where it is a link or a junction.
    const Handle handle(CreateFileW(at.c_str(), READ_CONTROL | FILE_READ_ATTRIBUTES,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                                    FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
    if (!handle) return GetLastError() == ERROR_ACCESS_DENIED ? PathFault::unreadable : PathFault::missing;
    BY_HANDLE_FILE_INFORMATION information{};
    if (!GetFileInformationByHandle(handle.get(), &information)) return PathFault::unreadable;
    attributes = information.dwFileAttributes;
    // What a link leads to would have to be checked by the same rules; vendors have no need of links.
    if ((attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0) return PathFault::link;
    const FileRights found(handle.get());
    if (!found.valid()) return PathFault::unreadable;
    if (!found.ownerIs(trust)) return PathFault::owner;
    if (found.grantsOthers(trust, rights)) return PathFault::writable;
    return std::nullopt;
}

} // namespace

std::variant<fs::path, PathRefusal> trustedFile(const fs::path& file, Trust trust, Siblings siblings)
{
    const fs::path whole = file.lexically_normal();
    // A drive of this machine: another computer's rights are that computer's word.
    const std::wstring drive = whole.root_path().wstring();
    if (!whole.is_absolute() || drive.size() != 3 || drive[1] != L':') return PathRefusal{PathFault::missing, file};
    if (GetDriveTypeW(drive.c_str()) != DRIVE_FIXED) return PathRefusal{PathFault::owner, whole.root_path()};

    fs::path at = whole.root_path();
    DWORD attributes = 0;
    if (const auto fault = look(at, trust, exchanging, attributes)) return PathRefusal{*fault, at};
    for (const fs::path& name : whole.relative_path()) {
        at /= name;
        const bool above = at != whole && (siblings == Siblings::harmless || at != whole.parent_path());
        if (const auto fault = look(at, trust, above ? exchanging : writing, attributes)) {
            return PathRefusal{*fault, at};
        }
    }
    if ((attributes & (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_DEVICE)) != 0) return PathRefusal{PathFault::kind, at};
    return at;
}

} // namespace ekey::platform
