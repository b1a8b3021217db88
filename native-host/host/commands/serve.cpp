#include "native-host/host/commands/serve.h"

#include "native-host/host/fault.h"
#include "native-host/host/installation.h"
#include "native-host/host/modules/listing.h"
#include "native-host/host/server.h"
#include "native-host/platform/host_process.h"

#include <filesystem>
#include <system_error>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

/// The port file lives as long as the server.
class PortFile {
public:
    PortFile(std::string file, std::uint16_t port) : file_(std::move(file))
    {
        if (!file_.empty()) {
            platform::writeAtomically(file_, std::to_string(port) + "\n");
        }
    }
    ~PortFile()
    {
        std::error_code ignored; // whoever reads it finds nobody listening
        if (!file_.empty()) fs::remove(file_, ignored);
    }
    PortFile(const PortFile&) = delete;
    PortFile& operator=(const PortFile&) = delete;

private:
    std::string file_;
};

} // namespace

Status serve(const ServeOptions& options, PolicyStore& policies, Log& log)
{
    const auto policy = policies.current();
    const text::Messages messages = catalogue(policy->language);
    const WorkerPrograms workers = findWorkers(options.workers);
    if (workers.bits64.empty()) {
        return fault("start.worker", {{"folder", programFolder()}});
    }
    record(*policy, log);
    const ModulesFound found = findModules(*policy, platform::modulePlaces(), workers);
    record(found, log);
    Tokens tokens(found.modules, workers, log);
    Services services{policies, messages, {policy->pinentry, options.terminal}, tokens, log};
    std::optional<Server> server;
    try {
        server.emplace(services, options.port);
    } catch (const std::system_error&) {
        return fault("start.port");
    }
    log.event("listening", {{"port", server->port()}, {"version", programVersion}});
    const PortFile portFile(options.portFile, server->port()); // the last of all: whoever waits for it finds the rest done
    server->run();
    log.event("stopped");
    return Success{};
}

} // namespace ekey::host
