#include "native-host/host/fault.h"
#include "native-host/host/installation.h"
#include "native-host/host/modules/listing.h"
#include "native-host/host/server.h"
#include "native-host/platform/host_process.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include <CLI/CLI.hpp>

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string policy;
    std::string log;
    std::string terminal;
    std::string portFile;
    WorkerPrograms workers;
    std::optional<std::uint16_t> port;
    bool json = false;
};

/// What a start fails with, to be said in the policy's language, or in the default one while there is none.
struct StartFailure {
    Error error;
};

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

Policy policyOf(const Options& options)
{
    auto policy = loadPolicy(options.policy);
    if (!policy) {
        throw StartFailure{policy.error()};
    }
    return *std::move(policy);
}

void serve(const Options& options, const Policy& policy)
{
    const text::Messages messages = catalogue(policy.language);
    Log log(options.log);
    const WorkerPrograms workers = findWorkers(options.workers);
    if (workers.bits64.empty()) {
        throw StartFailure{fault("start.worker", {{"folder", programFolder()}})};
    }
    const ModulesFound found = findModules(policy, platform::modulePlaces(), workers);
    record(found, log);
    Tokens tokens(found.modules, workers, log);
    Services services{policy, messages, {policy.pinentry, options.terminal}, tokens, log};
    std::optional<Server> server;
    try {
        server.emplace(services, options.port);
    } catch (const std::system_error&) {
        throw StartFailure{{"start.port"}};
    }
    const PortFile portFile(options.portFile, server->port());
    log.event("listening", {{"port", server->port()}, {"version", programVersion}});
    server->run();
    log.event("stopped");
}

void listModules(const Options& options, const std::string& language)
{
    const Policy policy = policyOf(options);
    const ModulesFound found = findModules(policy, platform::modulePlaces(), findWorkers(options.workers));
    const std::string text = options.json ? jsonListing(found) + "\n" : listing(found, catalogue(language));
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
        throw std::system_error(errno, std::generic_category(), "standard output");
    }
}

int fail(const Error& error, const std::string& language)
{
    json::Value params = error.params;
    params["pointer"] = error.pointer;
    params["code"] = error.code;
    const text::Messages messages = catalogue(language);
    const std::string known = messages.has(error.code) ? error.code : "policy.invalid";
    std::fprintf(stderr, "ekey-host: %s\n", messages.text(known, params).c_str());
    return 1;
}

} // namespace

int run(int argc, char** argv)
{
    Options options;
    CLI::App app(
        "Signs for pages of listed sites with an electronic key, after a window asked for consent and the PIN.");
    app.set_version_flag("--version", programVersion);
    app.add_option("--policy", options.policy,
                   "Who may ask for what; only a policy named here may list development origins")
        ->default_str(platform::systemPolicy().string());
    app.add_option("--port", options.port, "Instead of the first free of the protocol's ports; 0 is any");
    app.add_option("--port-file", options.portFile, "Gets the port once the host listens");
    app.add_option("--log", options.log, "Log file")->default_str("standard error");
    app.add_option("--tty", options.terminal, "Terminal for the PIN window where there is no display");
    app.add_option("--worker", options.workers.bits64, "The program ekey-token, unless it stands beside this one");
    app.add_option("--worker32", options.workers.bits32, "The same for 32-bit libraries: ekey-token32");
    CLI::App* modules = app.add_subcommand("modules", "Lists the libraries for keys that would be used, and why others "
                                                      "are not; loads none of them");
    modules->fallthrough(); // --policy may stand behind it
    modules->add_flag("--json", options.json, "For programs: one JSON object");
    CLI11_PARSE(app, argc, argv);

    std::string language = modules->parsed() ? text::language(std::getenv) : "zh-CN";
    try {
        platform::harden();
        platform::keepFilesPrivate();
        if (modules->parsed()) {
            listModules(options, language);
            return 0;
        }
        const Policy policy = policyOf(options);
        language = policy.language;
        serve(options, policy);
        return 0;
    } catch (const StartFailure& failure) {
        return fail(failure.error, language);
    } catch (const std::exception& thrown) {
        return fail({"start.failed", {}, Severity::error, {{"reason", thrown.what()}}}, language);
    }
}

} // namespace ekey::host

int main(int argc, char** argv) { return ekey::host::run(argc, argv); }
