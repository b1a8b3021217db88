// Reads the command line, and hands over to one of commands/.
#include "native-host/host/commands/doctor.h"
#include "native-host/host/commands/log_view.h"
#include "native-host/host/commands/modules.h"
#include "native-host/host/commands/origins_edit.h"
#include "native-host/host/commands/origins_list.h"
#include "native-host/host/commands/origins_test.h"
#include "native-host/host/commands/package.h"
#include "native-host/host/commands/serve.h"
#include "native-host/host/installation.h"
#include "native-host/host/services.h"
#include "native-host/platform/host_process.h"
#include "native-host/platform/user_folders.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <string>

#include <CLI/CLI.hpp>

namespace ekey::host {
namespace {

struct Options {
    std::string policy;
    std::string systemFolder;
    std::string log;
    ServeOptions serve;
    bool json = false;
    std::string origin;
    std::string hostField;
    std::vector<std::string> rights;
    PackageOptions package;
    LogOptions logView;
    std::vector<std::string> unprotected; ///< what platform::harden() did not find
};

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
    json::Value params = error.params;
    params["pointer"] = error.pointer;
    params["code"] = error.code;
    const text::Messages messages = catalogue(language);
    const std::string known = messages.has(error.code) ? error.code : "policy.invalid";
    std::fprintf(stderr, "ekey-host: %s\n", messages.text(known, params).c_str());
    return 1;
}

int serve(const Options& options)
{
    auto policies = PolicyStore::open(filesOf(options));
    if (!policies) return fail(policies.error(), "zh-CN");
    const std::string language = (*policies)->current()->language;
    Log log(logOf(options));
    if (!options.unprotected.empty()) log.event("unprotected", {{"missing", options.unprotected}});
    const auto served = serve(options.serve, **policies, log);
    return served ? 0 : fail(served.error(), language);
}

using Command = std::function<Result<int>(const CommandContext&)>;

/// The command that was named; none: serving.
struct Choice {
    Command command;

    CLI::App* add(CLI::App& app, const char* name, const char* help, Command chosen)
    {
        CLI::App* named = app.add_subcommand(name, help);
        named->fallthrough(); // --policy may stand behind it
        named->callback([this, chosen = std::move(chosen)] { command = chosen; });
        return named;
    }
};

void addOrigins(CLI::App& app, Options& options, Choice& choice)
{
    CLI::App* origins = app.add_subcommand("origins", "Which sites may ask for what");
    origins->fallthrough()->require_subcommand(1);
    CLI::App* list = choice.add(*origins, "list", "Each site with its rights and the files that say so", listOrigins);
    list->add_flag("--json", options.json, "For programs: one JSON object");
    CLI::App* add =
        choice.add(*origins, "add", "Gives a site rights, after a window asked for consent",
                   [&](const CommandContext& context) { return addOrigin(context, options.origin, options.rights); });
    add->add_option("ORIGIN", options.origin, "Like https://portal.example")->required();
    add->add_option("RIGHT", options.rights, "authenticate, sign, signDigest, renew, produce")->required();
    CLI::App* remove = choice.add(*origins, "remove", "Takes a site's rights away",
                                  [&](const CommandContext& context) { return removeOrigin(context, options.origin); });
    remove->add_option("ORIGIN", options.origin, "As `origins list` shows it")->required();
    CLI::App* test = choice.add(*origins, "test", "Whether a page would be served, and if not, why",
                                [&](const CommandContext& context) {
                                    return testOrigin(context, options.origin, options.hostField, options.serve.port);
                                });
    test->add_option("ORIGIN", options.origin, "The page's origin")->required();
    test->add_option("HOST", options.hostField, "The request's field Host, like 127.0.0.1:28931")->required();
    test->add_flag("--json", options.json, "For programs: one JSON object");
}

void addCommands(CLI::App& app, Options& options, Choice& choice)
{
    choice
        .add(app, "modules",
             "Lists the libraries for keys that would be used, and why others are not; loads none of them", listModules)
        ->add_flag("--json", options.json, "For programs: one JSON object");
    addOrigins(app, options, choice);
    CLI::App* package =
        choice.add(app, "package", "Makes a Debian package that gives a site its rights",
                   [&](const CommandContext& context) { return makePackage(context, options.package); });
    package->add_option("--origin", options.package.origin, "Like https://portal.example")->required();
    options.package.rights = {"authenticate", "sign"};
    package->add_option("--right", options.package.rights, "May be repeated")->capture_default_str();
    package->add_option("--package-version", options.package.version, "A higher one replaces a lower one")
        ->capture_default_str();
    package->add_option("--output", options.package.output, "The package's file")->default_str("NAME_VERSION_all.deb");
    choice
        .add(app, "doctor", "Why the key does not work, and what to do next",
             [&](const CommandContext& context) {
                 return doctor(context, {options.unprotected, options.serve.port});
             })
        ->add_flag("--json", options.json, "For programs: one JSON object");
    CLI::App* log = choice.add(app, "log", "What happened, newest last", [&](const CommandContext& context) {
        LogOptions view = options.logView;
        view.file = options.log.empty() ? defaultLog().value_or("host.log") : std::filesystem::path(options.log);
        return showLog(context, view);
    });
    log->add_option("--last", options.logView.last, "Lines")->capture_default_str();
    log->add_flag("--follow", options.logView.follow, "And then what comes");
    log->add_flag("--json", options.json, "The lines as they are");
}

} // namespace

int run(int argc, char** argv)
{
    Options options;
    Choice choice;
    CLI::App app(
        "Signs for pages of listed sites with an electronic key, after a window asked for consent and the PIN.");
    app.set_version_flag("--version", programVersion);
    app.add_option("--policy", options.policy,
                   "A private policy alone instead of the installed ones; only it may list development origins");
    app.add_option("--system-folder", options.systemFolder, "Holds the administrator's policy.json and policy.d")
        ->default_str(platform::policyPlaces().system.parent_path().string());
    app.add_option("--port", options.serve.port, "Instead of the first free of the protocol's ports; 0 is any");
    app.add_option("--port-file", options.serve.portFile, "Gets the port once the host listens");
    app.add_option("--log", options.log, "Log file; - is standard error")
        ->default_str(defaultLog().value_or("-").string());
    app.add_option("--tty", options.serve.terminal, "Terminal for windows where there is no display");
    app.add_option("--worker", options.serve.workers.bits64,
                   "The program ekey-token, unless it stands beside this one");
    app.add_option("--worker32", options.serve.workers.bits32, "The same for 32-bit libraries: ekey-token32");
    addCommands(app, options, choice);
    CLI11_PARSE(app, argc, argv);

    const std::string language = text::language(std::getenv);
    try {
        options.unprotected = platform::harden();
        platform::keepFilesPrivate();
        if (!choice.command) return serve(options);
        const auto status = choice.command({.files = filesOf(options),
                                            .messages = catalogue(language),
                                            .workers = findWorkers(options.serve.workers),
                                            .terminal = options.serve.terminal,
                                            .json = options.json});
        return status ? *status : fail(status.error(), language);
    } catch (const std::exception& thrown) {
        return fail({"start.failed", {}, Severity::error, {{"reason", thrown.what()}}},
                    choice.command ? language : "zh-CN");
    }
}

} // namespace ekey::host

int main(int argc, char** argv) { return ekey::host::run(argc, argv); }
