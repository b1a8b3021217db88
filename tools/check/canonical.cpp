#include "core/json/canonical.h"
#include "tools/check/commands.h"
#include "tools/check/file.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <string>

namespace ekey::check {
namespace {

constexpr std::size_t textBytes = 64 << 20; ///< the longest text

Result<std::string> canonicalText(const std::string& name)
{
    const Result<std::string> text = readAll(name, textBytes);
    if (!text) return text.error();
    json::Limits limits;
    limits.bytes = textBytes;
    const Result<json::Value> value = json::read(*text, limits);
    if (!value) return value.error();
    return json::canonical(*value);
}

} // namespace

void addCanonical(CLI::App& app, ExitStatus& status)
{
    auto file = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("canonical", text("cli.canonical"));
    command->add_option("FILE", *file, text("cli.file"))->required();
    command->callback([file, &status] {
        const Result<std::string> canonical = canonicalText(*file);
        if (canonical) {
            printBytes(*canonical);
        } else {
            complain({{"file", shown(*file)}, {"errors", describe({canonical.error()})}});
            status = failed;
        }
    });
}

} // namespace ekey::check
