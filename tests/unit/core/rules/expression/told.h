// What an expression says, in short: for tests that have many.
#pragma once

#include "core/expression/limits.h"
#include "core/json/canonical.h"
#include "tests/support/expression_scope.h"

#include <gmock/gmock.h>

namespace ekey {

/// "int 3", "list [1,2]", or an error's code without "expression."; "blank: " before it where null took part.
inline std::string told(std::string_view source, const test::ExpressionScope& scope = {},
                        std::size_t steps = expression::stepsMost)
{
    const auto code = [](std::string_view full) { return std::string(full.substr(full.find('.') + 1)); };
    const expression::Compiled compiled = compile(source, scope, expression::Typing::atRuntime);
    if (!compiled.program) return code(compiled.errors.front().code);
    const expression::Evaluated evaluated = compiled.program->evaluate(scope, steps);
    if (evaluated.failure) return (evaluated.failure->blank ? "blank: " : "") + code(evaluated.failure->code);
    expression::Budget budget(expression::stepsMost);
    const auto json = toJson(evaluated.value, budget);
    return std::string(evaluated.value.type().name) + " " + (json ? json::exact(*json) : "too large");
}

/// "code line:column {params}" of each error that the checker finds.
inline std::vector<std::string> faults(std::string_view source, expression::Kinds result = expression::anyKind)
{
    const test::ExpressionScope scope;
    std::vector<std::string> all;
    for (const Error& error : compile(source, scope, expression::Typing::checked, result).errors) {
        all.push_back(error.code.substr(error.code.find('.') + 1) + " " + error.params.at("line").dump() + ":" +
                      error.params.at("column").dump());
    }
    return all;
}

inline std::string repeated(std::string_view text, std::size_t times)
{
    std::string all;
    for (std::size_t i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

} // namespace ekey
