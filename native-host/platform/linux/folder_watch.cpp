#include "native-host/platform/folder_watch.h"

#include <cerrno>
#include <sys/inotify.h>
#include <system_error>
#include <unistd.h>

namespace ekey::platform {
namespace {

[[noreturn]] void failWatching(const std::string& what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

} // namespace

struct FolderWatch::State {
    const int inotify = inotify_init1(IN_CLOEXEC);
    ~State()
    {
        if (inotify >= 0) close(inotify);
    }
};

FolderWatch::FolderWatch(const std::filesystem::path& folder) : state(std::make_unique<State>())
{
    if (state->inotify < 0 ||
        inotify_add_watch(state->inotify, folder.c_str(), IN_MODIFY | IN_CREATE | IN_MOVED_TO) < 0) {
        failWatching(folder.string());
    }
}

FolderWatch::~FolderWatch() = default;

void FolderWatch::wait() const
{
    alignas(inotify_event) char events[4096];
    while (read(state->inotify, events, sizeof events) < 0) {
        if (errno != EINTR) failWatching("inotify");
    }
}

} // namespace ekey::platform
