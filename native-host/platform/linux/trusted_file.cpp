#include "native-host/platform/trusted_file.h"

#include "native-host/platform/linux/ownership.h"

#include <cerrno>
#include <deque>
#include <optional>
#include <sys/stat.h>
#include <system_error>

namespace ekey::platform {
namespace {

namespace fs = std::filesystem;

constexpr int linksMost = 40; ///< as the kernel (path_resolution(7))

/// One step from the root towards a file, everything above it being trusted already.
class Place {
public:
    Place(Trust level, Siblings others) : trust(level), siblings(others) {}

    const fs::path& path() const { return path_; }
    bool isFolder() const { return S_ISDIR(status.st_mode); }
    bool isLink() const { return S_ISLNK(status.st_mode); }
    bool isFile() const { return S_ISREG(status.st_mode); }

    std::optional<PathFault> move(fs::path to)
    {
        path_ = std::move(to);
        if (lstat(path_.c_str(), &status) != 0) return errno == EACCES ? PathFault::unreadable : PathFault::missing;
        if (!isOwnedBy(trust, status)) return PathFault::owner;
        return othersMayWrite(status) && !keepsWhatIsThere() ? std::optional(PathFault::writable) : std::nullopt;
    }

private:
    /// A sticky folder: others put in what they like, and take out only what is theirs.
    bool keepsWhatIsThere() const
    {
        return siblings == Siblings::harmless && isFolder() && (status.st_mode & S_ISVTX) != 0;
    }

    const Trust trust;
    const Siblings siblings;
    fs::path path_;
    struct stat status {};
};

} // namespace

std::variant<fs::path, PathRefusal> trustedFile(const fs::path& file, Trust trust, Siblings siblings)
{
    if (!file.is_absolute()) return PathRefusal{PathFault::missing, file};
    std::deque<fs::path> rest(file.begin(), file.end()); // the first is "/"
    Place place(trust, siblings);
    for (int links = 0; !rest.empty();) {
        const fs::path name = rest.front();
        rest.pop_front();
        fs::path next = name;
        if (!name.is_absolute()) {
            if (!place.isFolder()) return PathRefusal{PathFault::missing, place.path()};
            const bool stays = name.empty() || name == ".";
            next = stays ? place.path() : name == ".." ? place.path().parent_path() : place.path() / name;
        }
        const fs::path folder = place.path();
        if (const auto fault = place.move(std::move(next))) return PathRefusal{*fault, place.path()};
        if (!place.isLink()) continue;

        if (++links > linksMost) return PathRefusal{PathFault::link, file};
        std::error_code error;
        const fs::path target = fs::read_symlink(place.path(), error);
        if (error) return PathRefusal{PathFault::unreadable, place.path()};
        rest.insert(rest.begin(), target.begin(), target.end());
        if (const auto fault = place.move(folder)) return PathRefusal{*fault, place.path()};
    }
    if (!place.isFile()) return PathRefusal{PathFault::kind, place.path()};
    return place.path();
}

} // namespace ekey::platform
