#include "core/expression/limits.h"
#include "core/expression/program.h"
#include "core/json/canonical.h"
#include "tools/check/commands.h"
#include "tools/check/file.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ekey::check {
namespace {

constexpr std::size_t bindingsBytes = 16 << 20; ///< the longest file of bindings

/// The members of one JSON object as variables.
class Bindings final : public expression::Record, public expression::Environment {
public:
    explicit Bindings(const json::Value& object)
    {
        for (const auto& [name, member] : object.items()) {
            symbols.emplace(name, expression::Symbol{static_cast<std::uint32_t>(values.size()), {}});
            values.push_back(expression::fromJson(member));
        }
    }

    const expression::Symbol* find(std::string_view name) const override
    {
        const auto found = symbols.find(name);
        return found == symbols.end() ? nullptr : &found->second;
    }
    std::uint32_t slot() const override { return 0; } // nobody can name the whole of it
    expression::Value value(std::uint32_t slot) const override { return values[slot]; }
    const expression::Calendar& calendar() const override { return weekendsOnly; }

private:
    std::map<std::string, expression::Symbol, std::less<>> symbols;
    std::vector<expression::Value> values;
    expression::Calendar weekendsOnly;
};

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

ExitStatus refuse(const Error& error)
{
    printBytes(json::exact({{"error", describe({error}).front()}}) + "\n");
    return failed;
}

ExitStatus run(const std::string& source, const std::string& bindingsFile)
{
    const Result<json::Value> bound = readBindings(bindingsFile);
    if (!bound) {
        complain({{"file", shown(bindingsFile)}, {"errors", describe({bound.error()})}});
        return misused;
    }
    const Bindings bindings(*bound);
    const expression::Compiled compiled = compile(source, bindings, expression::Typing::atRuntime);
    if (!compiled.program) return refuse(compiled.errors.front());
    const expression::Evaluated evaluated = compiled.program->evaluate(bindings, expression::stepsMost);
    if (evaluated.failure) return refuse(compiled.program->describe(*evaluated.failure));
    expression::Budget budget(expression::stepsMost);
    const std::optional<json::Value> value = toJson(evaluated.value, budget);
    if (!value) return refuse({"expression.result_size"});
    printBytes(json::exact({{"type", std::string(evaluated.value.type().name)}, {"value", *value}}) + "\n");
    return good;
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
