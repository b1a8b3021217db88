#include "core/expression/bindings.h"
#include "core/json/canonical.h"
#include "tools/check/commands.h"
#include "tools/check/file.h"

#include <CLI/CLI.hpp>

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
    // What begins with a minus is an expression too, so that nothing of it is taken for an option.
    command->prefix_command();
    command->fallthrough(false);
    command->callback([command, &status] {
        const std::vector<std::string> words = command->remaining();
        if (words.empty() || words.size() > 2) throw CLI::RequiredError("EXPR [BINDINGS]");
        status = run(words[0], words.size() == 2 ? words[1] : "");
    });
}

} // namespace ekey::check
