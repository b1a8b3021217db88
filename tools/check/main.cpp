// ekey-check: the functions of core/ from a shell, for servers and scripts. One JSON line for each thing asked about.
#include "tools/check/commands.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekey::check {
namespace {

/// Help speaks the language, so it must be known before the rest of the command line is read.
void chooseLanguage(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        std::string_view word = argv[i];
        constexpr std::string_view option = "--language";
        if (!word.starts_with(option)) continue;
        word.remove_prefix(option.size());
        if (word.empty() && i + 1 < argc) setLanguage(argv[i + 1]);
        if (word.starts_with('=')) setLanguage(word.substr(1));
    }
}

int run(int argc, char** argv)
{
    chooseLanguage(argc, argv);
    CLI::App app{text("cli.check"), "ekey-check"};
    app.set_version_flag("--version", EKEY_VERSION);
    app.require_subcommand(1);
    std::string language;
    app.add_option("--language", language, text("cli.language"))->check(CLI::IsMember({"zh-CN", "en"}));
    app.fallthrough();

    ExitStatus status = good;
    addIdentifiers(app, status);
    addDigest(app, status);
    addMaterial(app, status);
    addCanonical(app, status);
    addExpression(app, status);
    addForm(app, status);
    addFiling(app, status);
    addVerify(app, status);
    addCertificate(app, status);
    std::vector<std::string> words(argv + 1, argv + argc);
    guardExpression(words);
    std::reverse(words.begin(), words.end()); // as CLI11 wants them
    try {
        app.parse(std::move(words));
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? good : misused;
    }
    return status;
}

} // namespace
} // namespace ekey::check

int main(int argc, char** argv) { return ekey::check::run(argc, argv); }
