#include "core/material/inspection.h"
#include "tools/check/commands.h"
#include "tools/check/file.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ekey::check {
namespace {

struct Asked {
    std::vector<std::string> files;
    material::Limits limits;
};

Result<material::Inspected> inspectFile(File& file, const std::string& name, const material::Limits& limits)
{
    if (!file.isRegular()) return Error{"file.no_length"};
    material::Inspection inspection(std::filesystem::path(name).filename().string(), file.bytes(), limits);
    std::vector<std::uint8_t> bytes;
    while (const auto range = inspection.wants()) {
        bytes.resize(static_cast<std::size_t>(range->length));
        const Result<std::size_t> got = file.readAt(range->offset, bytes);
        if (!got) return got.error();
        inspection.give({bytes.data(), *got});
    }
    if (const auto same = file.unchanged(); !same) return same.error();
    return inspection.result();
}

bool printMaterial(const std::string& name, const material::Limits& limits)
{
    Result<File> file = File::open(name);
    const Result<material::Inspected> found =
        file ? inspectFile(*file, name, limits) : Result<material::Inspected>(file.error());
    json::Value line = found ? material::toJson(*found) : json::Value::object();
    line["errors"] = describe(found ? found->errors : Errors{found.error()});
    line["file"] = shown(name);
    if (found) line["bytes"] = file->bytes();
    print(line);
    return found && !blocks(found->errors);
}

} // namespace

void addMaterial(CLI::App& app, ExitStatus& status)
{
    auto asked = std::make_shared<Asked>();
    asked->limits = {.types = {"image/jpeg", "image/png", "application/pdf"}, .bytes = 10'000'000};
    CLI::App* command = app.add_subcommand("material", text("cli.material"));
    command->add_option("FILE", asked->files, text("cli.files"))->required()->expected(1, -1);
    command->add_option("--types", asked->limits.types, text("cli.types"))->delimiter(',')->capture_default_str();
    command->add_option("--bytes", asked->limits.bytes, text("cli.bytes"))
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--pixels", asked->limits.pixels, text("cli.pixels"))
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->add_option("--pages", asked->limits.pages, text("cli.pages"))
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    command->callback([asked, &status] {
        for (const std::string& name : asked->files) {
            if (!printMaterial(name, asked->limits)) status = failed;
        }
    });
}

} // namespace ekey::check
