#include "native-host/host/modules/announcements.h"

#include "native-host/host/fault.h"
#include "native-host/host/limits.h"
#include "native-host/host/modules/admission.h"
#include "native-host/platform/host_process.h"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

/// One file, or why it is not used.
struct Read {
    std::string file{};
    Result<ModuleFile> content;
};
/// By file name.
using Files = std::map<std::string, Read>;

Result<ModuleFile> readFile(const fs::path& file)
{
    const auto trusted = platform::trustedFile(file, platform::Trust::administrator);
    if (const auto* refused = std::get_if<platform::PathRefusal>(&trusted)) return refusal(*refused);
    const auto text = platform::readTrusted(std::get<fs::path>(trusted), limits::moduleFileBytes);
    if (const auto* fault = std::get_if<platform::FileFault>(&text)) {
        if (*fault == platform::FileFault::size) {
            return host::fault("module.file_size", {{"limit", limits::moduleFileBytes}});
        }
        return host::fault("module.unreadable", {{"path", shown(file)}});
    }
    return readModuleFile(std::get<std::string>(text));
}

class Reader {
public:
    void package(const fs::path& folder) { read(folder, files); }

    void administrator(const fs::path& folder)
    {
        Files stronger;
        read(folder, stronger);
        for (auto& [name, one] : stronger) {
            const auto weaker = files.find(name);
            if (weaker == files.end()) {
                files.emplace(name, std::move(one));
                continue;
            }
            if (one.content && weaker->second.content) one.content->inherit(*weaker->second.content);
            weaker->second = std::move(one);
        }
    }

    void user(const fs::path& folder)
    {
        for (const std::string& name : names(folder)) {
            skip(folder / name, fault("module.user"));
        }
    }

    Announcements finish()
    {
        for (auto& [name, one] : files) {
            if (one.content) {
                all.good.push_back({one.file, *std::move(one.content)});
            } else {
                skip(one.file, one.content.error());
            }
        }
        std::stable_sort(all.good.begin(), all.good.end(), [](const Announcement& one, const Announcement& other) {
            return one.content.priority.value_or(0) > other.content.priority.value_or(0);
        });
        return std::move(all);
    }

private:
    void skip(const fs::path& file, Error reason)
    {
        all.skipped.push_back({shown(file), ModuleSource::announcement, std::move(reason)});
    }

    std::vector<std::string> names(const fs::path& folder)
    {
        std::vector<std::string> found;
        if (folder.empty()) return found;
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
            std::string name = entry->path().filename().string();
            if (!isModuleFileName(name)) continue;
            if (found.size() == limits::moduleFiles) {
                skip(folder, fault("module.limit", {{"limit", limits::moduleFiles}}));
                break;
            }
            found.push_back(std::move(name));
        }
        if (error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory) {
            skip(folder, fault("module.unreadable", {{"path", shown(folder)}}));
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    void read(const fs::path& folder, Files& into)
    {
        for (const std::string& name : names(folder)) {
            into.emplace(name, Read{shown(folder / name), readFile(folder / name)});
        }
    }

    Files files;
    Announcements all;
};

} // namespace

Announcements readAnnouncements(const platform::ModulePlaces& places)
{
    Reader reader;
    reader.package(places.packageFiles);
    reader.administrator(places.administratorFiles);
    reader.user(places.userFiles);
    return reader.finish();
}

} // namespace ekey::host
