#include "native-host/platform/policy_places.h"

#include "native-host/platform/linux/ownership.h"
#include "native-host/platform/user_folders.h"

#include <cerrno>
#include <sys/stat.h>

namespace ekey::platform {

PolicyPlaces policyPlaces(const std::filesystem::path& administratorFolder)
{
    PolicyPlaces places{.system = administratorFolder / "policy.json", .dropIns = administratorFolder / "policy.d"};
    if (const auto folder = configurationFolder()) places.user = *folder / "ekey" / "policy.json";
    return places;
}

PolicyPlaces policyPlaces() { return policyPlaces("/etc/ekey"); }

bool isTrustedFolder(const std::filesystem::path& folder)
{
    struct stat status {};
    if (stat(folder.c_str(), &status) != 0) return errno == ENOENT || errno == ENOTDIR;
    return S_ISDIR(status.st_mode) && isOwnedBy(Trust::user, status) && !othersMayWrite(status);
}

} // namespace ekey::platform
