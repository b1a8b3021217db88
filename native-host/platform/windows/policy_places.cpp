#include "native-host/platform/policy_places.h"

#include "native-host/platform/user_folders.h"
#include "native-host/platform/windows/file_rights.h"
#include "native-host/platform/windows/known_folder.h"

namespace ekey::platform {
namespace {

// What adds a file, or takes one away.
constexpr ACCESS_MASK changing = FILE_ADD_FILE | FILE_DELETE_CHILD | DELETE | WRITE_DAC | WRITE_OWNER;

} // namespace

PolicyPlaces policyPlaces(const std::filesystem::path& administratorFolder)
{
    PolicyPlaces places{.system = administratorFolder / "policy.json", .dropIns = administratorFolder / "policy.d"};
    if (const auto folder = configurationFolder()) places.user = *folder / "ekey" / "policy.json";
    return places;
}

PolicyPlaces policyPlaces() { return policyPlaces(knownFolder(FOLDERID_ProgramData) / "ekey"); }

bool isTrustedFolder(const std::filesystem::path& folder)
{
    const Handle handle(CreateFileW(folder.c_str(), READ_CONTROL,
                                    FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                                    FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    if (!handle) return GetLastError() == ERROR_FILE_NOT_FOUND || GetLastError() == ERROR_PATH_NOT_FOUND;
    const FileRights rights(handle.get());
    return rights.valid() && rights.ownerIs(Trust::user) && !rights.grantsOthers(Trust::user, changing);
}

} // namespace ekey::platform
