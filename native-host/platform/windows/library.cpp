#include "native-host/platform/library.h"

#include "native-host/platform/windows/wide.h"

#include <windows.h>

namespace ekey::platform {

Library::Library(const std::string& path)
{
    // The first flag refuses a path that is not absolute; neither the current folder nor PATH is searched.
    handle =
        LoadLibraryExW(wide(path).c_str(), nullptr, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (!handle) code = GetLastError();
}

void* Library::find(const char* name) const
{
    return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(handle), name));
}

} // namespace ekey::platform
