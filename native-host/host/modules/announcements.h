// What p11-kit's module files on this system announce.
#pragma once

#include "native-host/host/modules/module.h"
#include "native-host/host/modules/module_file.h"
#include "native-host/platform/module_places.h"

#include <vector>

namespace ekey::host {

struct Announcement {
    std::string file{}; ///< the one that says most: the administrator's where there are two
    ModuleFile content{};
};

struct Announcements {
    std::vector<Announcement> good{}; ///< by priority, then by file name
    std::vector<SkippedModule> skipped{};
};

/// Reads the package's and the administrator's files, each only where nobody but an administrator can have written it.
/// One of the administrator's that is not usable takes the package's of the same name with it: it may have been written
/// to switch that one off. The user's own are never read. Reasons: those of readModuleFile(), those of refusal(),
/// module.user, module.limit {limit}.
Announcements readAnnouncements(const platform::ModulePlaces& places);

} // namespace ekey::host
