#include "native-host/platform/folder_watch.h"

#include "native-host/platform/windows/handle.h"

namespace ekey::platform {

struct FolderWatch::State {
    HANDLE changes = INVALID_HANDLE_VALUE;
    ~State()
    {
        if (changes != INVALID_HANDLE_VALUE) FindCloseChangeNotification(changes);
    }
};

FolderWatch::FolderWatch(const std::filesystem::path& folder) : state(std::make_unique<State>())
{
    state->changes = FindFirstChangeNotificationW(
        folder.c_str(), FALSE, FILE_NOTIFY_CHANGE_FILE_NAME | FILE_NOTIFY_CHANGE_SIZE | FILE_NOTIFY_CHANGE_LAST_WRITE);
    if (state->changes == INVALID_HANDLE_VALUE) failLast("FindFirstChangeNotification");
}

FolderWatch::~FolderWatch() = default;

void FolderWatch::wait() const
{
    if (WaitForSingleObject(state->changes, INFINITE) != WAIT_OBJECT_0 || !FindNextChangeNotification(state->changes)) {
        failLast("FindNextChangeNotification");
    }
}

} // namespace ekey::platform
