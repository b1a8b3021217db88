#include "core/expression/bindings.h"

#include "core/expression/limits.h"
#include "core/expression/program.h"

#include <optional>

namespace ekey::expression {

Result<json::Value> evaluate(std::string_view source, const json::Value& bindings)
{
    const Bindings bound(bindings);
    const Compiled compiled = compile(source, bound, Typing::atRuntime);
    if (!compiled.program) return compiled.errors.front();
    const Evaluated evaluated = compiled.program->evaluate(bound, stepsMost);
    if (evaluated.failure) return compiled.program->describe(*evaluated.failure);
    Budget budget(stepsMost);
    std::optional<json::Value> value = toJson(evaluated.value, budget);
    if (!value) return Error{"expression.result_size"};
    return json::Value{{"type", std::string(evaluated.value.type().name)}, {"value", *std::move(value)}};
}

} // namespace ekey::expression
