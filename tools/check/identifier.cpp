#include "core/identifier/identifier.h"
#include "core/identifier/day.h"
#include "core/text/utf8.h"
#include "tools/check/commands.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace ekey::check {
namespace {

struct Asked {
    std::vector<std::string> values;
    std::string on;
    std::string uscc;
};

bool printCheck(identifier::Check check, std::string_view value, const identifier::Facts& facts)
{
    const identifier::Checked checked = check(value, facts);
    json::Value line = {
        {"input", shown(value)}, {"normalized", shown(checked.normalized)}, {"errors", describe(checked.errors)}};
    if (checked.suggestion) line["suggestion"] = *checked.suggestion;
    if (!checked.masked.empty()) line["masked"] = checked.masked;
    for (const identifier::Part& part : checked.parts) {
        line["parts"][std::string(part.name)] = part.value;
    }
    print(line);
    return !blocks(checked.errors);
}

const CLI::Validator isDay(
    [](const std::string& word) {
        return identifier::readIsoDay(word) ? std::string() : text("cli.not_a_day", {{"found", shown(word)}});
    },
    "YYYY-MM-DD");

ExitStatus run(identifier::Check check, const Asked& asked)
{
    const identifier::Facts facts{asked.on, asked.uscc};
    bool allGood = true;
    for (const std::string& value : asked.values) {
        if (value != "-") {
            allGood &= printCheck(check, value, facts);
            continue;
        }
        for (std::string line; std::getline(std::cin, line);) {
            if (line.ends_with('\r')) line.pop_back();
            allGood &= printCheck(check, line, facts);
        }
    }
    return allGood ? good : failed;
}

} // namespace

void addIdentifiers(CLI::App& app, ExitStatus& status)
{
    for (const std::string_view name : identifier::names()) {
        const std::string word(name);
        auto asked = std::make_shared<Asked>();
        CLI::App* command = app.add_subcommand(word, text("cli." + word));
        command->add_option("VALUE", asked->values, text("cli.values"))->required()->expected(1, -1);
        command->add_option("--on", asked->on, text("cli.on"))->check(isDay);
        command->add_option("--uscc", asked->uscc, text("cli.facts_uscc"));
        command->callback([asked, check = identifier::find(name), &status] { status = run(check, *asked); });
    }
}

} // namespace ekey::check
