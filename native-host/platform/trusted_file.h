// Whether only people whom the host trusts anyway can have put a file where it is.
#pragma once

#include <filesystem>
#include <variant>

namespace ekey::platform {

enum class Trust {
    administrator, ///< root; on Windows administrators and the system itself
    user           ///< this user too: for a path that the user named
};

/// What others may put beside the file, where they cannot exchange it.
enum class Siblings {
    loaded,  ///< may be loaded with it: a folder in which others may put files, a sticky one too, counts as writable
    harmless ///< nobody looks at them
};

enum class PathFault {
    missing,
    unreadable,
    owner,    ///< belongs to somebody who is not trusted
    writable, ///< somebody who is not trusted may change it, or what stands in it
    link,     ///< links that lead in a circle; on Windows any link
    kind      ///< not an ordinary file
};

struct PathRefusal {
    PathFault fault = PathFault::missing;
    std::filesystem::path at{}; ///< the file, or the folder or link on the way to it
};

/// The file's path without links, when everything from the root down to it, links and what they lead to included,
/// belongs to somebody trusted and can be changed by nobody else. `file` is absolute.
///
/// What is true stays true until somebody trusted changes it: a name in a folder that only trusted people can write
/// cannot be exchanged between this check and the loading of the file. Left open: an administrator who loosens rights
/// in between, and the libraries that the file itself loads (the system's loader finds them by its own rules).
std::variant<std::filesystem::path, PathRefusal> trustedFile(const std::filesystem::path& file, Trust trust,
                                                             Siblings siblings = Siblings::loaded);

} // namespace ekey::platform
