#include "native-host/host/installation.h"

#include "native-host/platform/host_process.h"

#include <filesystem>
#include <string_view>
#include <system_error>

namespace ekey::embedded {
extern const std::string_view host_zh_CN;
extern const std::string_view host_en;
extern const std::string_view host_rules_zh_CN;
extern const std::string_view host_rules_en;
} // namespace ekey::embedded

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

std::string findWorker(const std::string& named, const std::string& name)
{
    if (!named.empty()) {
        return fs::absolute(named).string();
    }
    const fs::path folder = platform::ownProgram().parent_path();
    const std::string file = platform::programName(name);
    std::error_code ignored; // one that cannot be seen cannot be started
    for (const fs::path& candidate : {folder / file, folder.parent_path() / "token" / file}) {
        if (fs::exists(candidate, ignored)) {
            return candidate.string();
        }
    }
    return {};
}

} // namespace

text::Messages catalogue(const std::string& language)
{
    text::Messages messages;
    // All are compiled in and read by unit tests.
    (void)messages.add(embedded::host_zh_CN);
    if (language == "en") {
        (void)messages.add(embedded::host_en);
    }
    return messages;
}

text::Messages errorCatalogue(const std::string& language)
{
    text::Messages messages = catalogue(language);
    (void)messages.add(language == "en" ? embedded::host_rules_en : embedded::host_rules_zh_CN);
    // What both have, such as submission.malformed, is the host's here.
    (void)messages.add(language == "en" ? embedded::host_en : embedded::host_zh_CN);
    return messages;
}

WorkerPrograms findWorkers(const WorkerPrograms& named)
{
    return {findWorker(named.bits64, "ekey-token"), findWorker(named.bits32, "ekey-token32")};
}

std::string programFolder() { return platform::ownProgram().parent_path().string(); }

} // namespace ekey::host
