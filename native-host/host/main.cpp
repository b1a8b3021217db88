#include "native-host/host/limits.h"
#include "native-host/host/server.h"
#include "native-host/platform/host_process.h"

#include <cstdio>
#include <exception>
#include <optional>
#include <string>
#include <system_error>

#include <CLI/CLI.hpp>

namespace ekey::embedded {
extern const std::string_view host_zh_CN;
extern const std::string_view host_en;
} // namespace ekey::embedded

namespace ekey::host {
namespace {

namespace fs = std::filesystem;

struct Options {
    std::string policy;
    std::string log;
    std::string terminal;
    std::string portFile;
    std::string worker;
    std::optional<std::uint16_t> port;
};

/// What a start fails with, to be said in the policy's language, or in the default one while there is none.
struct StartFailure {
    Error error;
};

text::Messages catalogue(const std::string& language)
{
    text::Messages messages;
    // Both are compiled in and read by a unit test.
    (void)messages.add(embedded::host_zh_CN);
    if (language == "en") {
        (void)messages.add(embedded::host_en);
    }
    return messages;
}

Policy loadPolicy(const Options& options)
{
    const fs::path file = options.policy.empty() ? platform::systemPolicy() : fs::path(options.policy);
    const auto read = platform::readTrusted(file, limits::policyBytes);
    if (const auto* fault = std::get_if<platform::FileFault>(&read)) {
        static constexpr const char* codes[] = {"policy.unreadable", "policy.owner", "policy.writable", "policy.size"};
        throw StartFailure{{codes[static_cast<int>(*fault)], {}, Severity::error, {{"file", file.string()}}}};
    }
    auto policy = Policy::read(std::get<std::string>(read),
                               options.policy.empty() ? PolicySource::system : PolicySource::commandLine);
    if (!policy) {
        throw StartFailure{policy.error()};
    }
    return *std::move(policy);
}

/// The worker stands beside the host, or in the folder of its own that a build makes.
std::string findWorker(const Options& options)
{
    if (!options.worker.empty()) {
        return fs::absolute(options.worker).string();
    }
    const fs::path folder = platform::ownProgram().parent_path();
    const std::string name = platform::programName("ekey-token");
    for (const fs::path& candidate : {folder / name, folder.parent_path() / "token" / name}) {
        if (fs::exists(candidate)) {
            return candidate.string();
        }
    }
    throw StartFailure{{"start.worker", {}, Severity::error, {{"folder", folder.string()}}}};
}

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

void serve(const Options& options, const Policy& policy)
{
    const text::Messages messages = catalogue(policy.language);
    Log log(options.log);
    Tokens tokens(policy.modules, findWorker(options), log);
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
    app.add_option("--worker", options.worker, "The program ekey-token, unless it stands beside this one");
    CLI11_PARSE(app, argc, argv);

    std::string language = "zh-CN";
    try {
        platform::harden();
        platform::keepFilesPrivate();
        const Policy policy = loadPolicy(options);
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
