#include "native-host/platform/file_stamp.h"

#include "native-host/platform/windows/handle.h"

namespace ekey::platform {
namespace {

std::uint64_t whole(DWORD high, DWORD low) { return std::uint64_t{high} << 32 | low; }

} // namespace

FileStamp fileStamp(const std::filesystem::path& file)
{
    const Handle handle(CreateFileW(file.c_str(), FILE_READ_ATTRIBUTES,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                                    FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    BY_HANDLE_FILE_INFORMATION found{};
    FILE_BASIC_INFO times{};
    if (!handle || !GetFileInformationByHandle(handle.get(), &found) ||
        !GetFileInformationByHandleEx(handle.get(), FileBasicInfo, &times, sizeof times)) {
        return {};
    }
    return {.exists = true,
            .volume = found.dwVolumeSerialNumber,
            .number = whole(found.nFileIndexHigh, found.nFileIndexLow),
            .bytes = whole(found.nFileSizeHigh, found.nFileSizeLow),
            .written = times.LastWriteTime.QuadPart,
            .changed = times.ChangeTime.QuadPart};
}

} // namespace ekey::platform
