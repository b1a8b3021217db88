// Reads the command line, and hands over to one of commands/.
#include "native-host/host/commands/command_line.h"
#include "native-host/host/error_text.h"
#include "native-host/host/installation.h"
#include "native-host/host/policy/policy_store.h"
#include "native-host/platform/host_process.h"
#include "native-host/platform/user_folders.h"

#include <cstdio>
#include <exception>
#include <string>

namespace ekey::host {
namespace {

PolicyFiles filesOf(const Options& options)
{
    if (!options.policy.empty()) return PolicyFiles(std::filesystem::path(options.policy));
    return PolicyFiles(options.systemFolder.empty() ? platform::policyPlaces()
                                                    : platform::policyPlaces(options.systemFolder));
}

/// Where the log is written, its folder made; without a home, standard error.
std::string logOf(const Options& options)
{
    if (!options.log.empty()) return options.log;
    const auto file = defaultLog();
    if (!file) return Log::standardError;
    platform::makePrivateFolder(file->parent_path());
    return file->string();
}

int fail(const Error& error, const std::string& language)
{
    std::fprintf(stderr, "ekey-host: %s\n", errorText(error, errorCatalogue(language)).c_str());
    return 1;
}

int serve(const Options& options)
{
    Log log(logOf(options));
    auto policies = PolicyStore::open(filesOf(options));
    if (!policies) {
        recordBroken(policies.error(), log);
        return fail(policies.error(), "zh-CN");
    }
    const std::string language = (*policies)->current()->language;
    if (!options.unprotected.empty()) log.event("unprotected", {{"missing", options.unprotected}});
    const auto served = serve(options.serve, **policies, log);
    return served ? 0 : fail(served.error(), language);
}

} // namespace

int run(int argc, char** argv)
{
    const std::string language = chooseLanguage(argc, argv);
    const text::Messages messages = showsTexts(argc, argv) ? catalogue(language) : text::Messages();
    Options options;
    Command command;
    CLI::App app;
    describe(app, options, command, messages);
    CLI11_PARSE(app, argc, argv);

    try {
        options.unprotected = platform::harden();
        platform::keepFilesPrivate();
        if (!command) return serve(options);
        const auto status = command({.files = filesOf(options),
                                     .messages = messages,
                                     .workers = findWorkers(options.serve.workers),
                                     .terminal = options.serve.terminal,
                                     .json = options.json});
        return status ? *status : fail(status.error(), language);
    } catch (const std::exception& thrown) {
        return fail({"start.failed", {}, Severity::error, {{"reason", thrown.what()}}}, command ? language : "zh-CN");
    }
}

} // namespace ekey::host

int main(int argc, char** argv) { return ekey::host::run(argc, argv); }
