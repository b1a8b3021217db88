#include "native-host/host/modules/module.h"

namespace ekey::host {

std::string_view name(ModuleSource source)
{
    switch (source) {
    case ModuleSource::policy:
        return "policy";
    case ModuleSource::announcement:
        return "p11-kit";
    case ModuleSource::folder:
        return "folder";
    case ModuleSource::registry:
        return "registry";
    }
    return {};
}

std::string_view name(ModuleKind kind) { return kind == ModuleKind::skf ? "skf" : "pkcs11"; }

} // namespace ekey::host
