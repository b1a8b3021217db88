#include "native-host/platform/windows/known_folder.h"

#include <memory>
#include <system_error>

namespace ekey::platform {

std::filesystem::path knownFolder(const KNOWNFOLDERID& id)
{
    PWSTR found = nullptr;
    const HRESULT result = SHGetKnownFolderPath(id, 0, nullptr, &found);
    const std::unique_ptr<wchar_t, decltype(&CoTaskMemFree)> folder(found, CoTaskMemFree);
    if (FAILED(result)) throw std::system_error(result, std::system_category(), "SHGetKnownFolderPath");
    return folder.get();
}

} // namespace ekey::platform
