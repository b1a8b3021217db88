// The files of which the policy is made.
#pragma once

#include "native-host/host/policy/policy_layer.h"
#include "native-host/platform/file_stamp.h"
#include "native-host/platform/policy_places.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ekey::host {

class PolicyFiles {
public:
    /// The installed ones.
    explicit PolicyFiles(platform::PolicyPlaces places) : places_(std::move(places)) {}
    /// A private one alone.
    explicit PolicyFiles(std::filesystem::path commandLine) : private_(std::move(commandLine)) {}

    bool isPrivate() const { return !private_.empty(); }
    PolicySource source() const { return isPrivate() ? PolicySource::commandLine : PolicySource::system; }
    /// Empty for a private policy, and where the user has no folder.
    const std::filesystem::path& userFile() const { return places_.user; }

    /// What combine() wants. A file that is not there says nothing, unless it is the private one. Errors:
    /// policy.unreadable, policy.owner, policy.writable, policy.size, policy.folder {file}; policy.place
    /// {file, at}: somebody else can change what stands on the way to the file; policy.files {file, limit}:
    /// too many drop-ins; those of PolicyLayer::read.
    Result<std::vector<PolicyLayer>> read() const;
    /// The same without the user's own file, which may be broken without silencing an administrator.
    Result<std::vector<PolicyLayer>> readAdministrators() const;

    /// Changes when what read() finds may have changed.
    std::map<std::filesystem::path, platform::FileStamp> stamps() const;

private:
    struct Named {
        std::filesystem::path file;
        PolicySource source;
    };
    std::vector<Named> list() const;
    Result<std::vector<PolicyLayer>> readAll(bool withUser) const;
    std::vector<std::filesystem::path> dropIns() const;

    platform::PolicyPlaces places_;
    std::filesystem::path private_;
};

/// All of it, combined.
Result<Policy> loadPolicy(const PolicyFiles& files);

} // namespace ekey::host
