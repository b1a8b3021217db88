#include "native-host/host/policy/policy_files.h"

#include "native-host/host/fault.h"
#include "native-host/host/modules/admission.h"
#include "native-host/host/policy/combination.h"
#include "native-host/platform/host_process.h"
#include "native-host/platform/trusted_file.h"

#include <algorithm>
#include <system_error>
#include <utility>
#include <variant>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

Error faultOf(const platform::PathRefusal& refusal, const fs::path& file)
{
    using platform::PathFault;
    const bool itself = refusal.at == file;
    switch (refusal.fault) {
    case PathFault::missing:
    case PathFault::unreadable:
        return fault("policy.unreadable", {{"file", shown(file)}});
    case PathFault::owner:
        if (itself) return fault("policy.owner", {{"file", shown(file)}});
        break;
    case PathFault::writable:
        if (itself) return fault("policy.writable", {{"file", shown(file)}});
        break;
    case PathFault::link:
    case PathFault::kind:
        break;
    }
    return fault("policy.place", {{"file", shown(file)}, {"at", shown(refusal.at)}});
}

/// The file itself; nobody but an administrator or this user can have put it there, or what it links to.
Result<fs::path> trustedPath(const fs::path& file)
{
    const fs::path whole = fs::absolute(file);
    auto trusted = platform::trustedFile(whole, platform::Trust::user, platform::Siblings::harmless);
    if (const auto* refusal = std::get_if<platform::PathRefusal>(&trusted)) return faultOf(*refusal, whole);
    return std::get<fs::path>(std::move(trusted));
}

Result<PolicyLayer> readLayer(const fs::path& file, PolicySource source)
{
    // A private one is whatever the person who starts the host names.
    const auto path = source == PolicySource::commandLine ? Result<fs::path>(file) : trustedPath(file);
    if (!path) return path.error();
    const auto read = platform::readTrusted(*path, limits::policyBytes);
    if (const auto* wrong = std::get_if<platform::FileFault>(&read)) {
        static constexpr const char* codes[] = {"policy.unreadable", "policy.owner", "policy.writable", "policy.size"};
        return fault(codes[static_cast<int>(*wrong)], {{"file", shown(file)}});
    }
    return PolicyLayer::read(std::get<std::string>(read), source, shown(file));
}

/// Something that is there and cannot be seen is no missing file: it might close what the others leave open.
bool isMissing(const fs::path& file)
{
    std::error_code error;
    return fs::symlink_status(file, error).type() == fs::file_type::not_found;
}

} // namespace

std::vector<fs::path> PolicyFiles::dropIns() const
{
    std::vector<fs::path> files;
    std::error_code error; // a folder that cannot be read is no trusted one: see read()
    for (fs::directory_iterator entry(places_.dropIns, error), end; !error && entry != end; entry.increment(error)) {
        const fs::path name = entry->path().filename();
        // One more than may be there tells that there are too many.
        if (files.size() > limits::dropIns) break;
        if (name.extension() == ".json" && name.native().front() != '.') files.push_back(entry->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<PolicyFiles::Named> PolicyFiles::list() const
{
    if (isPrivate()) return {{private_, PolicySource::commandLine}};
    std::vector<Named> files{{places_.system, PolicySource::system}};
    for (fs::path& file : dropIns()) {
        files.push_back({std::move(file), PolicySource::system});
    }
    if (!places_.user.empty()) files.push_back({places_.user, PolicySource::user});
    return files;
}

Result<std::vector<PolicyLayer>> PolicyFiles::read() const { return readAll(true); }
Result<std::vector<PolicyLayer>> PolicyFiles::readAdministrators() const { return readAll(false); }

Result<std::vector<PolicyLayer>> PolicyFiles::readAll(bool withUser) const
{
    if (!isPrivate()) {
        std::error_code error;
        (void)fs::directory_iterator(places_.dropIns, error);
        if ((error && !isMissing(places_.dropIns)) || !platform::isTrustedFolder(places_.dropIns)) {
            return fault("policy.folder", {{"file", shown(places_.dropIns)}});
        }
        if (dropIns().size() > limits::dropIns) {
            return fault("policy.files", {{"file", shown(places_.dropIns)}, {"limit", limits::dropIns}});
        }
    }
    std::vector<PolicyLayer> layers;
    for (const Named& one : list()) {
        const bool usersOwn = one.source == PolicySource::user;
        if (usersOwn && !withUser) continue;
        // Also where there is no file: somebody may have taken it away.
        if (usersOwn && !platform::isTrustedFolder(one.file.parent_path())) {
            return fault("policy.place", {{"file", shown(one.file)}, {"at", shown(one.file.parent_path())}});
        }
        if (!isPrivate() && isMissing(one.file)) continue;
        auto layer = readLayer(one.file, one.source);
        if (!layer) return layer.error();
        layers.push_back(*std::move(layer));
    }
    return layers;
}

std::map<fs::path, platform::FileStamp> PolicyFiles::stamps() const
{
    std::map<fs::path, platform::FileStamp> stamps;
    for (const Named& one : list()) {
        stamps.emplace(one.file, platform::fileStamp(one.file));
    }
    if (!isPrivate()) stamps.emplace(places_.dropIns, platform::fileStamp(places_.dropIns));
    return stamps;
}

Result<Policy> loadPolicy(const PolicyFiles& files)
{
    const auto layers = files.read();
    if (!layers) return layers.error();
    return combine(*layers, files.source());
}

} // namespace ekey::host
