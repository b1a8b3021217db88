#include "native-host/host/modules/module_search.h"

#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "native-host/host/modules/announcements.h"
#include "native-host/host/services.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;
using platform::Trust;

class Search {
public:
    Search(const platform::ModulePlaces& where, const WorkerPrograms& programs) : places(where), workers(programs) {}

    /// A listed library may be listed twice: with other settings it shows other tokens.
    void listed(const Module& module)
    {
        auto admitted = admit(module, Trust::user, workers);
        if (!admitted) return skip(module.path, module.source, admitted.error());
        use(*std::move(admitted));
    }

    void announced()
    {
        Announcements announcements = readAnnouncements(places);
        std::move(announcements.skipped.begin(), announcements.skipped.end(), std::back_inserter(found.skipped));
        for (const Announcement& one : announcements.good) {
            announced(one);
        }
    }

    void registered()
    {
        for (const platform::RegisteredLibrary& one : places.registered) {
            discovered(one.file, one.kind, ModuleSource::registry);
        }
    }

    void known()
    {
        for (const fs::path& folder : places.folders) {
            for (const platform::KnownLibrary& one : places.known) {
                if (exists(folder / one.name)) discovered(folder / one.name, one.kind, ModuleSource::folder);
            }
        }
    }

    ModulesFound finish() { return std::move(found); }

private:
    /// Only whether something is there: what it is admit() finds out.
    static bool exists(const fs::path& path)
    {
        std::error_code error;
        return fs::symlink_status(path, error).type() != fs::file_type::not_found && !error;
    }

    void announced(const Announcement& one)
    {
        const ModuleFile& file = one.content;
        const auto refuse = [&](const char* code) { skip(one.file, ModuleSource::announcement, fault(code)); };
        if (!file.enabledFor(programName)) return refuse("module.disabled");
        if (file.remote) return refuse("module.remote");
        if (!file.module || file.module->empty()) return refuse("module.unnamed");
        if (file.trustPolicy.value_or(false)) {
            return skip(one.file, ModuleSource::announcement, fault("module.trust", {{"path", shown(*file.module)}}));
        }
        discovered(resolved(*file.module), ModuleKind::pkcs11, ModuleSource::announcement);
    }

    fs::path resolved(const fs::path& written) const
    {
        if (written.is_absolute() || places.folders.empty()) return written;
        const auto holds = [&](const fs::path& folder) { return exists(folder / written); };
        const auto folder = std::find_if(places.folders.begin(), places.folders.end(), holds);
        return (folder == places.folders.end() ? places.folders.front() : *folder) / written;
    }

    void discovered(const fs::path& path, ModuleKind kind, ModuleSource source)
    {
        Module module{.path = path.string(), .options = {.kind = kind, .quirks = {}}, .source = source};
        auto admitted = admit(std::move(module), Trust::administrator, workers);
        if (!admitted) return skip(path, source, admitted.error());
        const auto same = std::find(files.begin(), files.end(), admitted->file);
        if (same == files.end()) return use(*std::move(admitted));
        const Module& other = found.modules[static_cast<std::size_t>(same - files.begin())];
        skip(path, source, fault("module.twice", {{"other", shown(other.path)}}));
    }

    void use(Admitted admitted)
    {
        if (found.modules.size() == limits::allModules) {
            return skip(admitted.module.path, admitted.module.source,
                        fault("module.limit", {{"limit", limits::allModules}}));
        }
        found.modules.push_back(std::move(admitted.module));
        files.push_back(std::move(admitted.file));
    }

    void skip(const fs::path& path, ModuleSource source, Error reason)
    {
        found.skipped.push_back({shown(path), source, std::move(reason)});
    }

    const platform::ModulePlaces& places;
    const WorkerPrograms& workers;
    ModulesFound found;
    std::vector<fs::path> files; ///< of found.modules, without links
};

} // namespace

ModulesFound findModules(const Policy& policy, const platform::ModulePlaces& places, const WorkerPrograms& workers)
{
    Search search(places, workers);
    for (const Module& module : policy.modules) {
        search.listed(module);
    }
    if (policy.discover) {
        search.announced();
        search.registered();
        search.known();
    }
    return search.finish();
}

} // namespace ekey::host
