#include "native-host/host/commands/command_line.h"

#include "native-host/host/commands/doctor.h"
#include "native-host/host/commands/modules.h"
#include "native-host/host/commands/origins_edit.h"
#include "native-host/host/commands/origins_list.h"
#include "native-host/host/commands/origins_test.h"
#include "native-host/host/services.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace ekey::host {
namespace {

constexpr std::array<std::string_view, 2> languages{"zh-CN", "en"};

/// Adds commands and what may stand behind them; every text by its code.
class Describer {
public:
    Describer(Options& all, Command& named, const text::Messages& texts) : options(all), chosen(named), messages(texts)
    {}

    std::string text(const char* code) const { return messages.text(code); }

    CLI::App* group(CLI::App& app, const char* name, const char* help) const
    {
        CLI::App* named = app.add_subcommand(name, text(help));
        named->fallthrough(); // --policy may stand behind it
        return named;
    }
    CLI::App* command(CLI::App& app, const char* name, const char* help, Command run) const
    {
        CLI::App* named = group(app, name, help);
        named->callback([&into = chosen, run = std::move(run)] { into = run; });
        return named;
    }
    void takesJson(CLI::App* command, const char* help = "cli.json") const
    {
        command->add_flag("--json", options.json, text(help));
    }

    Options& options;
    Command& chosen;
    const text::Messages& messages;
};

void addOrigins(CLI::App& app, const Describer& describer)
{
    Options& options = describer.options;
    CLI::App* origins = describer.group(app, "origins", "cli.origins");
    origins->require_subcommand(1);
    describer.takesJson(describer.command(*origins, "list", "cli.origins.list", listOrigins));

    CLI::App* add = describer.command(*origins, "add", "cli.origins.add", [&options](const CommandContext& context) {
        return addOrigin(context, options.origin, options.rights);
    });
    add->add_option("ORIGIN", options.origin, describer.text("cli.origin"))->required();
    add->add_option("RIGHT", options.rights, "authenticate, sign, signDigest, renew, produce")->required();

    CLI::App* remove =
        describer.command(*origins, "remove", "cli.origins.remove",
                          [&options](const CommandContext& context) { return removeOrigin(context, options.origin); });
    remove->add_option("ORIGIN", options.origin, describer.text("cli.origin_listed"))->required();

    CLI::App* test = describer.command(*origins, "test", "cli.origins.test", [&options](const CommandContext& context) {
        return testOrigin(context, options.origin, options.hostField, options.serve.port);
    });
    test->add_option("ORIGIN", options.origin, describer.text("cli.origin_page"))->required();
    test->add_option("HOST", options.hostField, describer.text("cli.host_field"))->required();
    describer.takesJson(test);
}

void addPackage(CLI::App& app, const Describer& describer)
{
    PackageOptions& package = describer.options.package;
    CLI::App* command = describer.command(app, "package", "cli.package", [&package](const CommandContext& context) {
        return makePackage(context, package);
    });
    command->add_option("--origin", package.origin, describer.text("cli.origin"))->required();
    package.rights = {"authenticate", "sign"};
    command->add_option("--right", package.rights, describer.text("cli.repeated"))->capture_default_str();
    command->add_option("--package-version", package.version, describer.text("cli.package_version"))
        ->capture_default_str();
    command->add_option("--output", package.output, describer.text("cli.package_output"))
        ->default_str("NAME_VERSION_all.deb");
}

void addLog(CLI::App& app, const Describer& describer)
{
    Options& options = describer.options;
    CLI::App* log = describer.command(app, "log", "cli.log", [&options](const CommandContext& context) {
        LogOptions view = options.logView;
        view.file = options.log.empty() ? defaultLog().value_or("host.log") : std::filesystem::path(options.log);
        return showLog(context, view);
    });
    log->add_option("--last", options.logView.last, describer.text("cli.log_last"))->capture_default_str();
    log->add_flag("--follow", options.logView.follow, describer.text("cli.log_follow"));
    describer.takesJson(log, "cli.log_json");
}

} // namespace

bool showsTexts(int argc, char** argv)
{
    static constexpr std::array<std::string_view, 7> words{"modules", "origins", "package", "doctor",
                                                           "log",     "--help",  "-h"};
    return std::any_of(argv + 1, argv + argc,
                       [](const char* word) { return std::find(words.begin(), words.end(), word) != words.end(); });
}

std::string chooseLanguage(int argc, char** argv)
{
    constexpr std::string_view option = "--language";
    std::string_view named;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == option && i + 1 < argc) named = argv[i + 1];
        if (word.starts_with("--language=")) named = word.substr(option.size() + 1);
    }
    for (const std::string_view language : languages) {
        if (named == language) return std::string(language);
    }
    return text::language(std::getenv);
}

void describe(CLI::App& app, Options& options, Command& chosen, const text::Messages& messages)
{
    const Describer describer(options, chosen, messages);
    app.description(describer.text("cli.ekey_host"));
    app.set_help_flag("-h,--help", describer.text("cli.help"));
    app.set_version_flag("--version", programVersion, describer.text("cli.version"));
    app.add_option("--language", options.language, describer.text("cli.language"))
        ->check(CLI::IsMember(std::vector<std::string>(languages.begin(), languages.end())));
    app.add_option("--policy", options.policy, describer.text("cli.policy"));
    app.add_option("--system-folder", options.systemFolder, describer.text("cli.system_folder"))
        ->default_str(platform::policyPlaces().system.parent_path().string());
    app.add_option("--port", options.serve.port, describer.text("cli.port"));
    app.add_option("--port-file", options.serve.portFile, describer.text("cli.port_file"));
    app.add_option("--log", options.log, describer.text("cli.log_file"))
        ->default_str(defaultLog().value_or("-").string());
    app.add_option("--tty", options.serve.terminal, describer.text("cli.tty"));
    app.add_option("--worker", options.serve.workers.bits64, describer.text("cli.worker"));
    app.add_option("--worker32", options.serve.workers.bits32, describer.text("cli.worker32"));

    describer.takesJson(describer.command(app, "modules", "cli.modules", listModules));
    addOrigins(app, describer);
    addPackage(app, describer);
    describer.takesJson(describer.command(app, "doctor", "cli.doctor", [&options](const CommandContext& context) {
        return doctor(context, {options.unprotected, options.serve.port});
    }));
    addLog(app, describer);
}

} // namespace ekey::host
