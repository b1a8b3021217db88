// Folders of policies as an installation has them, for a test.
#pragma once

#include "core/json/canonical.h"
#include "native-host/host/policy/policy_files.h"
#include "tests/support/temp_folder.h"

namespace ekey::host {

inline json::Value site(const std::string& origin, std::vector<std::string> rights)
{
    return {{"origin", origin}, {"rights", std::move(rights)}};
}

inline json::Value listing(json::Value sites) { return {{"origins", std::move(sites)}}; }

/// An administrator's folder and a user's, both empty at first.
class InstalledPolicies {
public:
    InstalledPolicies() { std::filesystem::create_directories(folder / "system/policy.d"); }

    platform::PolicyPlaces places() const
    {
        return {.system = folder / "system/policy.json",
                .dropIns = folder / "system/policy.d",
                .user = folder / "user/ekey/policy.json"};
    }
    PolicyFiles files() const { return PolicyFiles(places()); }

    void system(const json::Value& document) const { write(places().system, document); }
    void dropIn(const std::string& name, const json::Value& document) const
    {
        write(places().dropIns / name, document);
    }
    void user(const json::Value& document) const
    {
        std::filesystem::create_directories(places().user.parent_path());
        write(places().user, document);
    }

private:
    static void write(const std::filesystem::path& file, const json::Value& document)
    {
        test::writeFile(file, json::canonical(document));
        std::filesystem::permissions(file, static_cast<std::filesystem::perms>(0644));
    }

    test::TempFolder folder;
};

} // namespace ekey::host
