#include "native-host/platform/library.h"

#include <dlfcn.h>

namespace ekey::platform {

Library::Library(const std::string& path)
{
    if (path.starts_with('/')) handle = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
}

void* Library::find(const char* name) const { return dlsym(handle, name); }

} // namespace ekey::platform
