#include "native-host/platform/user_folders.h"

#include <cstdlib>
#include <sys/stat.h>
#include <system_error>

namespace ekey::platform {
namespace {

namespace fs = std::filesystem;

/// "All paths set in these environment variables must be absolute. … relative paths should be ignored."
std::optional<fs::path> absolute(const char* variable)
{
    const char* value = std::getenv(variable);
    return value && fs::path(value).is_absolute() ? std::optional(fs::path(value)) : std::nullopt;
}

std::optional<fs::path> folder(const char* variable, const char* below)
{
    if (auto named = absolute(variable)) return named;
    if (const auto home = absolute("HOME")) return *home / below;
    return std::nullopt;
}

} // namespace

std::optional<fs::path> configurationFolder() { return folder("XDG_CONFIG_HOME", ".config"); }

std::optional<fs::path> stateFolder() { return folder("XDG_STATE_HOME", ".local/state"); }

void makePrivateFolder(const fs::path& folder)
{
    if (folder.has_parent_path() && !fs::exists(folder.parent_path())) makePrivateFolder(folder.parent_path());
    if (mkdir(folder.c_str(), S_IRWXU) != 0 && !fs::is_directory(folder)) {
        throw std::system_error(errno, std::generic_category(), folder.string());
    }
}

} // namespace ekey::platform
