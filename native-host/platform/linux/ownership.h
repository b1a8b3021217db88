// Whose a file or folder is, and who else may change it.
#pragma once

#include "native-host/platform/trusted_file.h"

#include <sys/stat.h>
#include <unistd.h>

namespace ekey::platform {

inline bool isOwnedBy(Trust trust, const struct stat& status)
{
    return status.st_uid == 0 || (trust == Trust::user && status.st_uid == geteuid());
}

/// An access list's widest grant shows in the group's bits (acl(5)). A link's own mode means nothing.
inline bool othersMayWrite(const struct stat& status)
{
    return !S_ISLNK(status.st_mode) && (status.st_mode & (S_IWGRP | S_IWOTH)) != 0;
}

} // namespace ekey::platform
