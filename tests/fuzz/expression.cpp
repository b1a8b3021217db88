// Any text as an expression, read with both typings and evaluated on values of every kind: it ends within its steps,
// and whatever it says it says twice. What the checker promises of a value's kind holds.
#include "core/expression/limits.h"
#include "core/json/canonical.h"
#include "core/text/utf8.h"
#include "tests/fuzz/demand.h"
#include "tests/support/expression_scope.h"

#include <cstddef>
#include <cstdint>

using namespace ekey;

namespace {

constexpr std::size_t steps = 100'000;

void demandPosition(const Error& error)
{
    fuzz::demand(!error.code.empty(), "an error has a code");
    const bool whole = error.code == "expression.size" || error.code == "expression.encoding";
    fuzz::demand(whole || (error.params.at("line") >= 1 && error.params.at("column") >= 1), "an error has a position");
}

std::string told(const expression::Program& program, const test::ExpressionScope& scope)
{
    const expression::Evaluated evaluated = program.evaluate(scope, steps);
    if (evaluated.failure) {
        const Error error = program.describe(*evaluated.failure);
        demandPosition(error);
        return json::exact(toJson(error));
    }
    const expression::Value& value = evaluated.value;
    fuzz::demand(program.type().may(expression::kinds(value.kind())), "a value is of a kind that was foreseen");
    fuzz::demand(value.depth() <= expression::depthMost, "a value is not deeper than the limit");
    expression::Budget budget(steps);
    const std::optional<json::Value> json = toJson(value, budget);
    return std::string(value.type().name) + (json ? json::exact(*json) : "");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const test::ExpressionScope scope;
    const std::string_view source(reinterpret_cast<const char*>(data), size);
    std::string told1;
    for (const expression::Typing typing : {expression::Typing::atRuntime, expression::Typing::checked}) {
        const expression::Compiled compiled = compile(source, scope, typing);
        fuzz::demand(compiled.program.has_value() == compiled.errors.empty(), "a program, or errors");
        fuzz::demand(compiled.errors.size() <= expression::errorsMost, "not more errors than are told");
        for (const Error& error : compiled.errors) {
            demandPosition(error);
        }
        if (!compiled.program) continue;
        const std::string once = told(*compiled.program, scope);
        fuzz::demand(once == told(*compiled.program, scope), "evaluating twice says the same twice");
        if (typing == expression::Typing::atRuntime) {
            told1 = once;
        } else {
            fuzz::demand(once == told1, "checking changes no value");
        }
    }
    return 0;
}
