#include "core/expression/bindings.h"
#include "core/json/canonical.h"
#include "tools/check/commands.h"
#include "tools/check/file.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace ekey::check {
namespace {

constexpr std::size_t bindingsBytes = 16 << 20; ///< the longest file of bindings

Result<json::Value> readBindings(const std::string& name)
{
    if (name.empty()) return json::Value::object();
    const Result<std::string> text = readAll(name, bindingsBytes);
    if (!text) return text.error();
    json::Limits limits;
    limits.bytes = bindingsBytes;
    limits.wide = true;
    Result<json::Value> value = json::read(*text, limits);
    if (value && !value->is_object()) return Error{"member.type", "", Severity::error, {{"expected", "object"}}};
    return value;
}

ExitStatus run(const std::string& source, const std::string& bindingsFile)
{
    const Result<json::Value> bound = readBindings(bindingsFile);
    if (!bound) {
        complain({{"file", shown(bindingsFile)}, {"errors", describe({bound.error()})}});
        return misused;
    }
    const Result<json::Value> result = expression::evaluate(source, *bound);
    printBytes(json::exact(result ? *result : json::Value{{"error", describe({result.error()}).front()}}) + "\n");
    return result ? good : failed;
}

} // namespace

void addExpression(CLI::App& app, ExitStatus& status)
{
    CLI::App* command = app.add_subcommand("expression", text("cli.expression"));
    const auto source = std::make_shared<std::string>(), bindings = std::make_shared<std::string>();
    command->add_option("EXPR", *source, text("cli.expression_text"))->required();
    command->add_option("BINDINGS", *bindings, text("cli.bindings"));
    command->callback([source, bindings, &status] { status = run(*source, *bindings); });
}

void guardExpression(std::vector<std::string>& words)
{
    const auto command = std::find_if(words.begin(), words.end(), [&words](const std::string& word) {
        const bool value = &word != &words.front() && *(&word - 1) == "--language";
        return !value && !word.starts_with('-');
    });
    if (command == words.end() || *command != "expression" || command + 1 == words.end()) return;
    const std::string& next = *(command + 1);
    if (next != "--" && next != "--help") words.insert(command + 1, "--");
}

} // namespace ekey::check
