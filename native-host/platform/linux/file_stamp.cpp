#include "native-host/platform/file_stamp.h"

#include <sys/stat.h>

namespace ekey::platform {
namespace {

std::int64_t nanoseconds(const timespec& time) { return time.tv_sec * 1'000'000'000 + time.tv_nsec; }

} // namespace

FileStamp fileStamp(const std::filesystem::path& file)
{
    struct stat status {};
    if (stat(file.c_str(), &status) != 0) return {};
    return {.exists = true,
            .volume = status.st_dev,
            .number = status.st_ino,
            .bytes = static_cast<std::uint64_t>(status.st_size),
            .written = nanoseconds(status.st_mtim),
            .changed = nanoseconds(status.st_ctim)};
}

} // namespace ekey::platform
